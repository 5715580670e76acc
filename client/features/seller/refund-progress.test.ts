import { phaseOf } from './refund-progress';

const counts = { eventId: 'e', orders: 20, refunded: 20, failed: 0, isAskingOver: false };

test.each([
  ['starting', { orders: 0, refunded: 0 }],
  ['asking', {}],
  ['asking', { refunded: 19, failed: 1 }],
  ['nothing', { orders: 0, refunded: 0, isAskingOver: true }],
  ['running', { refunded: 18, failed: 1, isAskingOver: true }],
  ['done', { isAskingOver: true }],
  ['trouble', { refunded: 19, failed: 1, isAskingOver: true }],
])('an organiser reads "%s" of a cancelled Event with %j', (phase, changes) => {
  expect(phaseOf({ ...counts, ...changes })).toBe(phase);
});
