import { newId, type OrderId, type PaymentId, type UserId } from '@marquee/common/ids';
import fc from 'fast-check';
import { type IntentStatus, nextStep } from '../src/domain/next-step.js';
import { isCurrent, isFinished, type PaymentState } from '../src/domain/payment.js';
import { waitMsAfter } from '../src/domain/schedule.js';
import { type PaymentFact, transition } from '../src/domain/transitions.js';
import { type KnownOrder, type OrderStatus, verdictOf } from '../src/domain/verdict.js';

const fact: fc.Arbitrary<PaymentFact> = fc.constantFrom<PaymentFact>(
  { kind: 'intent_created', intentId: 'pi_1', clientSecret: 'pi_1_secret' },
  { kind: 'intent_created', intentId: 'pi_2', clientSecret: 'pi_2_secret' },
  { kind: 'authorisation_seen' },
  { kind: 'capture_begun' },
  { kind: 'capture_seen' },
  { kind: 'release_seen', reason: 'order_expired' },
  { kind: 'failure_seen', reason: 'cancelled_by_stripe' },
);

const rank = ['created', 'authorising', 'authorised', 'capturing', 'captured'];
const rankOf = (state: PaymentState) =>
  rank.includes(state.status) ? rank.indexOf(state.status) : rank.length;

test('whatever becomes known, in any order: forward only, announced once, the end is the end', () => {
  const history = fc.array(fact, { maxLength: 30 });
  const property = fc.property(history, (facts) => {
    let state: PaymentState = { status: 'created' };
    const announced: string[] = [];
    for (const known of facts) {
      const next = transition(state, known);
      if (next === null) continue;
      expect(isFinished(state)).toBe(false);
      expect(rankOf(next.state)).toBeGreaterThan(rankOf(state));
      if (next.announce !== null) announced.push(next.announce);
      expect(isCurrent(next.state)).toBe(!['released', 'failed'].includes(next.state.status));
      state = next.state;
    }
    expect(new Set(announced).size).toBe(announced.length);
    const ends = announced.filter((type) => type !== 'PaymentAuthorised');
    expect(ends).toHaveLength(isFinished(state) ? 1 : 0);
    if (announced.includes('PaymentAuthorised')) expect(announced[0]).toBe('PaymentAuthorised');
    if (state.status !== 'authorising') expect(state).not.toHaveProperty('clientSecret');
  });
  fc.assert(property, { numRuns: 10_000 });
});

const mine = newId<PaymentId>();
const other = newId<PaymentId>();
const order = fc.record({
  id: fc.constant(newId<OrderId>()),
  buyerId: fc.constant(newId<UserId>()),
  total: fc.constant({ amount: 4300, currency: 'EUR' } as const),
  status: fc.constantFrom<OrderStatus>(
    'awaiting_payment',
    'paying',
    'complete',
    'cancelled',
    'expired',
    'refunded',
  ),
  expiresAt: fc.date({ noInvalidDate: true }),
  paymentId: fc.constantFrom(undefined, mine, other),
  rejectedPaymentIds: fc.subarray([mine, other]),
  items: fc.constant([]),
  refunds: fc.constant([]),
}) satisfies fc.Arbitrary<KnownOrder>;

const around = {
  amount: { amount: 4300, currency: 'EUR' },
  refunds: [],
  agreed: [],
  findings: new Map(),
  now: new Date(),
  givenUp: false,
  isUnknownToStripe: false,
} as const;

const statuses: IntentStatus[] = [
  'requires_payment_method',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
];

test('money is captured only for the payment that the order names, released whenever it lost', () => {
  const property = fc.property(order, (known) => {
    const verdict = verdictOf(known, mine);
    if (verdict.kind === 'capture') {
      expect(known.paymentId).toBe(mine);
      expect(['paying', 'complete']).toContain(known.status);
      expect(known.rejectedPaymentIds).not.toContain(mine);
    }
    if (['cancelled', 'expired'].includes(known.status)) expect(verdict.kind).toBe('release');
    if (known.rejectedPaymentIds.includes(mine)) expect(verdict.kind).toBe('release');
  });
  fc.assert(property, { numRuns: 2_000 });
});

/** A Stripe that loses answers: every call may be done or not, and answered or not. */
test('any order, any luck with Stripe: once the order has decided, the payment ends accordingly', () => {
  const luck = fc.array(fc.record({ done: fc.boolean(), answered: fc.boolean() }), {
    minLength: 40,
    maxLength: 40,
  });
  const decided = order.filter((known) => verdictOf(known, mine).kind !== 'undecided');
  const start = fc.constantFrom<IntentStatus>('requires_payment_method', 'requires_capture');
  const property = fc.property(decided, start, luck, (known, begun, chances) => {
    const verdict = verdictOf(known, mine);
    let intent: IntentStatus = verdict.kind === 'capture' ? 'requires_capture' : begun;
    let state: PaymentState = { status: 'authorising', intentId: 'pi_1', clientSecret: 's' };
    let attempts = { create: 1, capture: 0, cancel: 0 };
    let seen: IntentStatus | null = null;
    let captures = 0;
    const fair = Array.from({ length: 12 }, () => ({ done: true, answered: true }));
    for (const { done, answered } of [...chances, ...fair]) {
      const step = nextStep({ ...around, state, verdict, attempts, seen });
      switch (step.kind) {
        case 'record':
          state = transition(state, step.fact)?.state ?? state;
          break;
        case 'read':
          seen = answered ? intent : null;
          break;
        case 'capture':
        case 'cancel':
          attempts = { ...attempts, [step.kind]: attempts[step.kind] + 1 };
          if (done && intent !== 'succeeded' && intent !== 'canceled') {
            intent = step.kind === 'capture' ? 'succeeded' : 'canceled';
            captures += step.kind === 'capture' ? 1 : 0;
          }
          seen = answered && done ? intent : null;
          break;
        default:
          seen = null;
      }
    }
    expect(state.status).toBe(verdict.kind === 'capture' ? 'captured' : 'released');
    expect(captures).toBe(verdict.kind === 'capture' ? 1 : 0);
  });
  fc.assert(property, { numRuns: 5_000 });
});

test('an undecided order never makes us capture or cancel, whatever Stripe says', () => {
  const open: PaymentState[] = [
    { status: 'authorising', intentId: 'pi_1', clientSecret: 's' },
    { status: 'authorised', intentId: 'pi_1' },
  ];
  for (const state of open) {
    for (const seen of [null, ...statuses]) {
      const attempts = { create: 1, capture: 0, cancel: 0 };
      const verdict = { kind: 'undecided' } as const;
      const step = nextStep({ ...around, state, verdict, attempts, seen });
      expect(['read', 'wait', 'record']).toContain(step.kind);
    }
  }
});

test('pauses double from one second and stop growing at the limit', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 60].map((looks) => waitMsAfter(looks, 60_000) / 1_000);
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});
