import { newId, type RefundId } from '@marquee/common/ids';
import fc from 'fast-check';
import { nextStep } from '../src/domain/next-step.js';
import type { PaymentState } from '../src/domain/payment.js';
import { type Refund, sumOf, unaskedOf } from '../src/domain/refund.js';
import type { RefundFinding } from '../src/domain/refund-step.js';
import { type RefundFact, refundTransition } from '../src/domain/refund-transitions.js';
import type { AgreedRefund, Verdict } from '../src/domain/verdict.js';
import { type Answer, type BankWord, type Luck, RefundingStripe } from './refunding-stripe.js';

const captured = { amount: 1_000, currency: 'EUR' } as const;
const intentId = 'pi_1';

/** `expect` in every step of every history would take minutes. */
function mustHold(condition: boolean, promise: string): void {
  if (!condition) throw new Error(`broken: ${promise}`);
}

/** A payment whose money was captured, the worker that refunds it, and a Stripe with moods. */
class World {
  readonly stripe = new RefundingStripe(captured.amount);
  readonly agreed: AgreedRefund[] = [];
  state: PaymentState = { status: 'captured', intentId };
  refunds: readonly Refund[] = [];
  readonly told: string[] = [];
  private findings = new Map<RefundId, RefundFinding>();
  private nowMs = 0;
  private readonly verdict: Verdict;

  constructor(won: boolean) {
    this.verdict = won ? { kind: 'capture' } : { kind: 'release', reason: 'order_expired' };
  }

  /** Orders counts by what it knows: what it asked for and did not hear to have failed. */
  ask(amount: number): void {
    const failed = (id: RefundId) =>
      this.refunds.some((r) => r.refundId === id && r.status === 'failed');
    const open = this.agreed.filter(({ refundId }) => !failed(refundId));
    const asked = open.reduce((sum, refund) => sum + refund.amount.amount, 0);
    if (this.verdict.kind !== 'capture' || asked + amount > captured.amount) return;
    const ids = { refundId: newId<RefundId>(), status: 'asked', reason: 'goodwill' } as const;
    this.agreed.push({ ...ids, amount: { ...captured, amount } });
  }

  /** One run of the worker: until it rests, fails or dies. */
  run(lucks: readonly Luck[], stepsMax: number): string {
    this.findings = new Map();
    const hands = [...lucks];
    for (let step = 0; step < stepsMax; step += 1) {
      const rest = this.step(hands.shift() ?? 'answered');
      if (rest !== null) return rest;
    }
    return 'died';
  }

  pass(ms: number, bankSays: BankWord): void {
    this.nowMs += ms;
    this.stripe.pass(this.nowMs, bankSays);
  }

  private step(luck: Luck): string | null {
    const { state, refunds, agreed, verdict, findings } = this;
    const now = new Date(this.nowMs);
    const attempts = { create: 1, capture: 1, cancel: 0 };
    const rest = { attempts, seen: null, givenUp: false, isUnknownToStripe: false };
    const money = { amount: captured, state, refunds };
    const step = nextStep({ ...rest, ...money, agreed, verdict, findings, now });
    switch (step.kind) {
      case 'record-refund':
        return this.record(step.fact);
      case 'refund-rest': {
        const amount = { ...captured, amount: unaskedOf(money) };
        const refund = { refundId: newId<RefundId>(), amount, by: 'payments' } as const;
        return this.record({ kind: 'refund_asked', refund: { ...refund, reason: step.reason } });
      }
      case 'refund':
        return this.refund(step.refund, step.attempt, luck);
      case 'read-refund':
        return this.look(step.refund, luck, this.stripe.read(step.refund.stripeRefundId ?? ''));
      case 'find-refund':
        return this.look(
          step.refund,
          luck,
          this.stripe.find(step.refund.refundId, step.refund.attempt),
        );
      case 'wait':
      case 'done':
        return step.kind;
      default:
        throw new Error(`captured money must not meet ${step.kind}`);
    }
  }

  private refund({ refundId, amount }: Refund, attempt: number, luck: Luck): string | null {
    this.record({ kind: 'refund_begun', refundId, attempt, at: new Date(this.nowMs) });
    const call = { refundId, attempt, amount: amount.amount };
    const answer: Answer = this.stripe.create(call, luck, this.nowMs);
    if (answer === 'unanswered') return 'failed';
    this.findings.delete(refundId);
    if (answer === 'refused')
      return this.record({ kind: 'refund_refused', refundId, refusal: 'no' });
    if (answer === 'error') {
      this.record({ kind: 'refund_key_spent', refundId, at: new Date(this.nowMs) });
      return 'failed';
    }
    this.findings.set(refundId, answer);
    return null;
  }

  private look({ refundId }: Refund, luck: Luck, finding: RefundFinding): string | null {
    if (luck.startsWith('lost') || luck.endsWith('500')) return 'failed';
    this.findings.set(refundId, finding);
    return null;
  }

  /** Every fact is checked as it is written: forward only, and never too much. */
  private record(fact: RefundFact): null {
    const next = refundTransition(
      { amount: captured, state: this.state, refunds: this.refunds },
      fact,
    );
    if (next === null) return null;
    const isReturn = fact.kind === 'refund_returned';
    const finals = this.refunds.filter(
      ({ status, refundId }) =>
        status === 'failed' ||
        (status === 'succeeded' && !(isReturn && fact.refundId === refundId)),
    );
    mustHold(
      finals.every((refund) => next.refunds.includes(refund)),
      'what is final stays, unless a bank sends it back',
    );
    mustHold(isReturn || this.state.status !== 'refunded', 'the end is the end, but for a return');
    const wentBack = this.state.status !== 'captured' && next.state.status === 'captured';
    mustHold(!wentBack || next.announce === 'PaymentRefundFailed', 'forward, but for a failure');
    const given = sumOf(next.refunds, 'pending', 'succeeded');
    mustHold(given <= captured.amount, 'never more than was captured');
    if (next.announce !== null) this.told.push(next.announce);
    this.state = next.state;
    this.refunds = next.refunds;
    return null;
  }
}

const luck = fc.constantFrom<Luck>(
  'answered',
  'pending',
  'lost-before',
  'lost-after',
  'arrives-late',
  'refused',
  'stored-500',
  'passing-500',
);
const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ kind: fc.constant('ask' as const), amount: fc.integer({ min: 1, max: 1_000 }) }),
  fc.record({
    kind: fc.constant('run' as const),
    lucks: fc.array(luck, { maxLength: 6 }),
    steps: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    kind: fc.constant('pass' as const),
    ms: fc.constantFrom(1_000, 10_000, 60_000, 3_600_000, 22 * 3_600_000, 25 * 3_600_000),
    bankSays: fc.constantFrom<BankWord>('succeeded', 'failed', 'returned', null),
  }),
);

type Moment =
  | { readonly kind: 'ask'; readonly amount: number }
  | { readonly kind: 'run'; readonly lucks: readonly Luck[]; readonly steps: number }
  | {
      readonly kind: 'pass';
      readonly ms: number;
      readonly bankSays: BankWord;
    };

function play(world: World, history: readonly Moment[]): void {
  for (const happened of history) {
    if (happened.kind === 'ask') world.ask(happened.amount);
    else if (happened.kind === 'run') world.run(happened.lucks, happened.steps);
    else world.pass(happened.ms, happened.bankSays);
    mustHold(world.stripe.givenBack <= captured.amount, 'Stripe gave no more than it took');
  }
}

/** Stripe and the banks do what they are asked from now on; the worker comes again and again. */
function settle(world: World): string {
  let rest = '';
  for (let day = 0; day < 60; day += 1) {
    rest = world.run([], 200);
    if (rest === 'done') return rest;
    world.pass(3_600_000, 'succeeded');
  }
  return rest;
}

/** Said aloud: each time that it went, also after it came back, and that it failed for good. */
const endsOf = (refunds: readonly Refund[]) =>
  refunds.flatMap(({ status, returned = [] }) => [
    ...returned.map(() => 'PaymentRefunded'),
    ...(status === 'pending'
      ? []
      : [status === 'failed' ? 'PaymentRefundFailed' : 'PaymentRefunded']),
  ]);

test('any luck, deaths, pauses and returns: what was agreed goes back once, never more than was captured', () => {
  const property = fc.property(fc.array(moment, { maxLength: 15 }), (history) => {
    const world = new World(true);
    play(world, history);
    expect(settle(world)).toBe('done');
    const { refunds, agreed, stripe } = world;
    expect(refunds.map(({ refundId }) => refundId)).toEqual(agreed.map(({ refundId }) => refundId));
    for (const { refundId, status } of refunds) {
      const alive = stripe.made.filter((r) => r.refundId === refundId && r.status === 'succeeded');
      expect([refundId, alive.length]).toEqual([refundId, status === 'succeeded' ? 1 : 0]);
      expect(status).not.toBe('pending');
    }
    // What is owed in the end: captured less what went back, at Stripe as in our books.
    expect(stripe.givenBack).toBe(sumOf(refunds, 'succeeded'));
    const isAllBack = stripe.givenBack === captured.amount;
    expect(world.state.status).toBe(isAllBack ? 'refunded' : 'captured');
    expect(world.told.toSorted()).toEqual(endsOf(refunds).toSorted());
  });
  fc.assert(property, { numRuns: 10_000 });
});

test('captured for an order that did not win: all of it goes back in the end, whatever happens', () => {
  const property = fc.property(fc.array(moment, { maxLength: 15 }), (history) => {
    const world = new World(false);
    play(world, history);
    expect(settle(world)).toBe('done');
    expect(world.state).toEqual({ status: 'refunded', intentId, reason: 'order_expired' });
    expect(world.stripe.givenBack).toBe(captured.amount);
    expect(world.told.toSorted()).toEqual(endsOf(world.refunds).toSorted());
  });
  fc.assert(property, { numRuns: 3_000 });
});
