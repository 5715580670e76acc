import { timelineOf } from './order-timeline';

const order = { placedAt: '2026-11-21T12:00:00Z', expiresAt: '2026-11-21T12:15:00Z' };
const startsAt = '2026-12-05T20:00:00Z';

describe('the timeline of an order', () => {
  it('says until when a held order waits', () => {
    expect(timelineOf(order, 'held', startsAt)[1]).toEqual({
      step: 'pay_until',
      state: 'now',
      at: order.expiresAt,
    });
  });

  it('ends with the Event for somebody who is going, and not for a hold that ended', () => {
    expect(timelineOf(order, 'going', startsAt).at(-1)).toMatchObject({
      step: 'doors',
      at: startsAt,
    });
    expect(timelineOf(order, 'hold_ended', startsAt).at(-1)).toMatchObject({ step: 'hold_ended' });
  });
});
