import type { Violations } from '../../ledger/ledger.js';
import type { Counters } from './metrics.js';

interface Nought {
  readonly invariant: string;
  readonly counter: string;
  readonly labels?: readonly string[];
  /** What it means when it counted something. */
  readonly means: string;
}

/** What services themselves count and must never have to. */
const noughts: readonly Nought[] = [
  {
    invariant: 'I3',
    counter: 'inbox_duplicate_effects_total',
    means: 'effects were committed a second time',
  },
  {
    invariant: 'I2',
    counter: 'outbox_foreign_versions_total',
    means: 'times the broker held a version that nobody committed',
  },
  {
    invariant: 'I2',
    counter: 'bus_malformed_messages_total',
    means: 'messages were no domain events',
  },
  {
    invariant: 'Live',
    counter: 'live_refusals_total',
    labels: ['reason="unreadable_domain_event"'],
    means: 'domain events could not be told to pages',
  },
];

/**
 * What every life of every process counted, the killed ones as far as they were read. A counter
 * that nobody has shows nothing: that it is missing is a violation, too.
 */
export function countersAtNought(metrics: Counters): Violations {
  return noughts.flatMap(({ invariant, counter, labels = [], means }) => {
    if (!metrics.isKnown(counter)) return [`${invariant}: nobody counts ${counter}`];
    const count = metrics.sum(counter, ...labels);
    return count === 0 ? [] : [`${invariant}: ${count} ${means} (${counter})`];
  });
}
