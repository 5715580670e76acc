import type { Database } from '@marquee/common/mongo';

/** One event of Stripe's on its way to payments, as both ends have written it down. */
export interface SentWebhook {
  readonly eventId: string;
  readonly announcedAt: Date;
  /** How many times it was sent and acknowledged. */
  readonly acknowledgedCount: number;
  readonly isDropped: boolean;
  /** When payments took it into its inbox; null: not yet, or never. */
  readonly heardAt: Date | null;
}

interface DeliveryRow {
  readonly _id: string;
  readonly event: string;
  readonly state: string;
  readonly createdAt: Date;
}

interface InboxRow {
  readonly _id: string;
  readonly receivedAt: Date;
}

/** All that were announced since, in the order in which Stripe said them. */
export async function readWebhooks(
  { sandbox, payments }: { readonly sandbox: Database; readonly payments: Database },
  since: Date,
): Promise<SentWebhook[]> {
  const deliveries = await sandbox.connection
    .collection<DeliveryRow>('stripe_deliveries')
    .find({ createdAt: { $gte: since } })
    .toArray();
  // Their ids are in the order of time.
  const eventIds = [...new Set(deliveries.map(({ event }) => event))].sort();
  const heard = await payments.connection
    .collection<InboxRow>('webhook_inbox')
    .find({ _id: { $in: eventIds } })
    .toArray();
  const heardAt = new Map(heard.map(({ _id, receivedAt }) => [_id, receivedAt]));
  return eventIds.map((eventId) => {
    const own = deliveries.filter(({ event }) => event === eventId);
    return {
      eventId,
      announcedAt: own[0]?.createdAt ?? since,
      acknowledgedCount: own.filter(({ state }) => state === 'delivered').length,
      isDropped: own.every(({ state }) => state === 'dropped'),
      heardAt: heardAt.get(eventId) ?? null,
    };
  });
}
