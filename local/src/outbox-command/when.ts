import type { ReplaySelection } from '@marquee/common/outbox/operator';
import { z } from 'zod';
import { UsageError } from '../operator-command/usage-error.js';

const msOf: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
};

const time = z.iso.datetime({ offset: true });

/** `15m` is the last quarter of an hour; anything else must be a time with its zone. */
export function readWhen(text: string): ReplaySelection {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const unitMs = msOf[unit];
  if (count !== undefined && unitMs !== undefined)
    return { kind: 'last', ms: Number(count) * unitMs };
  if (time.safeParse(text).success) return { kind: 'since', since: new Date(text) };
  throw new UsageError(
    `--since ${text}: neither a duration (15m, 2h, 7d) nor a time (2026-03-01T10:00:00Z)`,
  );
}
