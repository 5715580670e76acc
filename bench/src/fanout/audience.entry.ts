import { stopWithParent } from '../contestants/fork-entry.js';
import type { AudienceAsked, AudienceOrder, AudienceTold } from './audience.js';
import { sharedNowMs } from './now.js';
import { openSubscriber } from './subscriber.js';
import { numbersIn } from './ticket-change.js';

const openingMax = 100;

const order = JSON.parse(process.argv[2] ?? '') as AudienceOrder;
const { count, eventIds } = order;
/** Pairs: the number of a change, and when a socket had it. */
const arrivals: number[] = [];

function onTickets(message: string): void {
  const nowMs = sharedNowMs();
  for (const number of numbersIn(message)) arrivals.push(number, nowMs);
}

for (let opened = 0; opened < count; opened += openingMax) {
  const round = Array.from({ length: Math.min(openingMax, count - opened) }, (_, at) => {
    const eventId = eventIds[(opened + at) % eventIds.length] ?? '';
    return openSubscriber({ ...order, eventId, onTickets });
  });
  await Promise.all(round);
}
stopWithParent(async () => {});

/** How long each delivery took that is of one of these changes. */
function read(sentAtMs: AudienceAsked): AudienceTold {
  const ms: number[] = [];
  const sent = new Map(sentAtMs);
  for (let at = 0; at < arrivals.length; at += 2) {
    const from = sent.get(arrivals[at] ?? 0);
    if (from !== undefined) ms.push(Math.max(0, (arrivals[at + 1] ?? 0) - from));
  }
  return ms;
}

process.on('message', (asked: AudienceAsked) => process.send?.(read(asked)));
process.send?.('ready');
