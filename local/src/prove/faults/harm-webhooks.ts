import type { SentWebhook } from '../topology/read-webhooks.js';
import type { Fault } from './fault.js';
import { type Sight, stripeFault } from './harm-stripe.js';

const delayMs = 1_500;

/** Every event comes twice and late, and later ones overtake earlier ones. */
export const webhooksDisturbed: Fault = stripeFault(
  { name: 'webhooks twice, late, out of order', lastsMs: [2_000, 5_000] },
  { duplicate: true, reorder: true, delayMs },
  async ({ stripe }, since) => describeDisturbance(await stripe.webhooksSince(since)),
);

/** No event arrives: whatever happens is found out by looking. */
export const webhooksDropped: Fault = stripeFault(
  { name: 'webhooks dropped', lastsMs: [3_000, 6_000] },
  { dropFraction: 1 },
  async ({ stripe }, since) => {
    const dropped = (await stripe.webhooksSince(since)).filter(({ isDropped }) => isDropped);
    const unheard = dropped.filter(({ heardAt }) => heardAt === null);
    const words = `${unheard.length} were sent nowhere, and not heard`;
    return { isSeen: unheard.length > 0, words };
  },
);

/** What both ends wrote down; seen when it shows all three. */
export function describeDisturbance(webhooks: readonly SentWebhook[]): Sight {
  const twice = webhooks.filter(({ acknowledgedCount }) => acknowledgedCount > 1).length;
  const heard = webhooks.flatMap(({ announcedAt, heardAt }) =>
    heardAt === null ? [] : [{ announcedMs: announcedAt.getTime(), heardMs: heardAt.getTime() }],
  );
  const late = heard.filter(({ announcedMs, heardMs }) => heardMs - announcedMs >= delayMs).length;
  const overtaken = heard.filter(({ heardMs }, at) =>
    heard.slice(at + 1).some((later) => later.heardMs < heardMs),
  ).length;
  return {
    isSeen: twice > 0 && late > 0 && overtaken > 0,
    words:
      `of ${webhooks.length} webhooks ${twice} were acknowledged twice, ${late} heard late, ` +
      `${overtaken} overtaken`,
  };
}
