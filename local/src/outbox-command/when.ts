import type { ReplaySelection } from '@marquee/common/outbox/operator';
import { UsageError } from '../operator-command/usage-error.js';

const msOf: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
};

/** `15m` is the last quarter of an hour; anything else must be a time with its zone. */
export function readWhen(text: string): ReplaySelection {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const unitMs = msOf[unit];
  if (count !== undefined && unitMs !== undefined)
    return { kind: 'last', ms: Number(count) * unitMs };
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const since = new Date(isTime ? text : Number.NaN);
  if (!Number.isNaN(since.getTime())) return { kind: 'since', since };
  throw new UsageError(
    `--since ${text}: neither a duration (15m, 2h, 7d) nor a time (2026-03-01T10:00:00Z)`,
  );
}
