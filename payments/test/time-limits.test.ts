import { knownWaitMsMax, requestDeadlineMsDefault } from '@marquee/common/http';
import { defaultTimings, paymentsConfigOf } from '../src/settings.js';

const { answerWithinMs, leaseMs } = defaultTimings;
const { stripe } = paymentsConfigOf(
  { secretKey: 'sk_test_of_the_tests', webhookSecrets: [] },
  { feeBasisPoints: 1_000, payoutDelayHours: 48 },
  'https://marquee.example',
);

test('a buyer whose order has just arrived is told to try again before the request’s deadline', () => {
  expect(knownWaitMsMax + answerWithinMs).toBeLessThan(requestDeadlineMsDefault);
});

test('a lease outlives a call and its repetition', () => {
  expect(leaseMs).toBeGreaterThan(2 * stripe.timeoutMs);
});
