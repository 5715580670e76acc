import { orderExpired, orderPlaced } from '@marquee/common/contracts/order';
import type { RequestHandler } from 'express';
import type { Ground } from './ground.js';
import { openMoneyGround } from './money-ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';

const delayMs = 4_000;
const authorised = 'payment_intent.amount_capturable_updated';

/** Stripe says that a card was authorised, and is heard when its money was released long since. */
export const believedWebhook: Provocation = {
  name: 'a webhook is believed, without a look at Stripe',
  invariant: 'I6',
  subscriber: { name: 'payments.order', aggregateTypes: ['order'] },
  async provoke(ground, variant) {
    const options = variant === 'twin' ? { webhooks: believe(ground) } : {};
    const money = await openMoneyGround(ground, options);
    await money.announce(orderPlaced, {});
    await money.switchOn({ delayMs });
    await money.pay();
    await money.reaches('authorised');
    await money.announce(orderExpired, { status: 'expired' });
    await money.reaches('released');
    await mustHappen('the webhook of the authorisation is heard', () => wasHeard(ground));
  },
};

/** Writes what it is told where payments keeps what it knows. */
function believe({ database }: Ground): RequestHandler {
  return async (req, res) => {
    const { type, data } = req.body as { type: string; data: { object: { id: string } } };
    const rows = database.connection.collection('payments');
    if (type === authorised)
      await rows.updateOne(
        { 'state.intentId': data.object.id },
        { $set: { 'state.status': 'authorised' } },
      );
    res.status(204).end();
  };
}

async function wasHeard({ database: { connection } }: Ground): Promise<boolean> {
  const events = connection.collection<{ _id: string; type: string }>('stripe_events');
  const event = await events.findOne({ type: authorised });
  const deliveries = connection.collection<{ event: string; state: string }>('stripe_deliveries');
  const delivered = { event: event?._id ?? '', state: 'delivered' };
  return (await deliveries.findOne(delivered)) !== null;
}
