import type { Clock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import { livingRelays } from '@marquee/common/outbox/operator';
import { StartRefused } from './refusal.js';

const lookMs = 250;

/**
 * Makes sure that no process relays over a broker from these databases: with the in-process bus
 * each side would publish events that the other one's consumers never hear. One that was killed
 * is waited for until its time is up.
 * @throws {StartRefused} while one lives
 */
export async function refuseBesideRelays(
  databases: readonly Database[],
  clock: Clock,
): Promise<void> {
  const leftMsOf = new Map<string, number>();
  for (;;) {
    const living = (await Promise.all(databases.map(livingRelays))).flat();
    if (living.length === 0) return;
    // More time left than when we looked before: it was heard of since.
    const renewed = living.find(({ owner, leftMs }) => leftMs > (leftMsOf.get(owner) ?? leftMs));
    if (renewed !== undefined) throw refusal(renewed.owner);
    for (const { owner, leftMs } of living) leftMsOf.set(owner, leftMs);
    await clock.sleep(lookMs);
  }
}

function refusal(owner: string): StartRefused {
  return new StartRefused(
    [
      'Processes on a broker are running on this MongoDB',
      `  One of them is ${owner}`,
      '  Stop them first, or start on their broker: BUS and NATS_URL as they have them.',
    ].join('\n'),
  );
}
