import type { RefundId } from '@marquee/common/ids';
import type { RefundFinding } from '../src/domain/refund-step.js';

/** How one call to Stripe goes. */
export type Luck =
  | 'answered'
  | 'pending'
  | 'lost-before'
  | 'lost-after'
  | 'arrives-late'
  | 'refused'
  | 'stored-500'
  | 'passing-500';

/** What a bank says of a refund that waits for it; `returned`: one that had arrived comes back. */
export type BankWord = 'succeeded' | 'failed' | 'returned' | null;

export type Answer = RefundFinding | 'unanswered' | 'refused' | 'error';

interface MadeRefund {
  readonly id: string;
  readonly refundId: RefundId;
  readonly attempt: number;
  readonly amount: number;
  status: 'pending' | 'succeeded' | 'failed';
}

interface StoredAnswer {
  readonly answer: Answer;
  readonly atMs: number;
}

export interface RefundCallOfModel {
  readonly refundId: RefundId;
  readonly attempt: number;
  readonly amount: number;
}

const keyMemoryMs = 24 * 3_600_000;
const lateMs = 20_000;

/** Stripe's rules for refunds of one captured intent, with keys, lost answers and late arrivals. */
export class RefundingStripe {
  readonly made: MadeRefund[] = [];
  readonly captured: number;
  private readonly answers = new Map<string, StoredAnswer>();
  private late: Array<{ readonly call: RefundCallOfModel; readonly atMs: number }> = [];

  constructor(captured: number) {
    this.captured = captured;
  }

  get givenBack(): number {
    return this.made
      .filter(({ status }) => status !== 'failed')
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  create(call: RefundCallOfModel, luck: Luck, nowMs: number): Answer {
    if (luck === 'lost-before') return 'unanswered';
    if (luck === 'arrives-late') {
      this.late.push({ call, atMs: nowMs + lateMs });
      return 'unanswered';
    }
    // A proxy in front of Stripe said so; Stripe has not heard of the call.
    if (luck === 'passing-500') return 'error';
    const answer = this.execute(call, luck, nowMs);
    return luck === 'lost-after' ? 'unanswered' : answer;
  }

  find(refundId: RefundId, attempt: number): RefundFinding {
    const ours = this.made.filter((refund) => refund.refundId === refundId);
    const found =
      ours.find(({ status }) => status !== 'failed') ?? ours.find((r) => r.attempt === attempt);
    return found === undefined ? { kind: 'none' } : findingOf(found);
  }

  read(id: string): RefundFinding {
    const found = this.made.find((refund) => refund.id === id);
    return found === undefined ? { kind: 'none' } : findingOf(found);
  }

  /** Time goes on: late calls arrive, banks speak. */
  pass(nowMs: number, bankSays: BankWord): void {
    const arrived = this.late.filter(({ atMs }) => atMs <= nowMs);
    this.late = this.late.filter(({ atMs }) => atMs > nowMs);
    for (const { call, atMs } of arrived) this.execute(call, 'answered', atMs);
    const awaited = bankSays === 'returned' ? 'succeeded' : 'pending';
    const subject = this.made.find(({ status }) => status === awaited);
    if (subject === undefined || bankSays === null) return;
    subject.status = bankSays === 'succeeded' ? 'succeeded' : 'failed';
  }

  private execute(call: RefundCallOfModel, luck: Luck, nowMs: number): Answer {
    const key = `${call.refundId}:refund:${call.attempt}`;
    const stored = this.answers.get(key);
    if (stored !== undefined && nowMs - stored.atMs < keyMemoryMs) return stored.answer;
    const answer = this.decide(call, luck);
    // A refusal by validation is not remembered; everything else is.
    if (answer !== 'refused') this.answers.set(key, { answer, atMs: nowMs });
    return answer;
  }

  private decide(call: RefundCallOfModel, luck: Luck): Answer {
    if (luck === 'stored-500') return 'error';
    if (luck === 'refused' || this.givenBack + call.amount > this.captured) return 'refused';
    const status = luck === 'pending' ? 'pending' : 'succeeded';
    const refund: MadeRefund = { id: `re_${this.made.length + 1}`, ...call, status };
    this.made.push(refund);
    return findingOf(refund);
  }
}

function findingOf({ id, status }: MadeRefund): RefundFinding {
  return { kind: 'found', stripeRefundId: id, status };
}
