import { newId } from '@marquee/common/ids';
import type { Journeyer } from './journey.js';
import type { Person } from './market.js';

/** Pays, is declined, thinks better of it, or lets the hold run out. */
export async function finishOrder(
  journeyer: Journeyer,
  buyer: Person,
  orderId: string,
): Promise<void> {
  const { random } = journeyer;
  const dice = random.next();
  if (dice < 0.15) return;
  if (dice < 0.3) return cancel(journeyer, buyer, orderId);
  const clientSecret = await startPayment(journeyer, buyer, orderId);
  if (clientSecret === undefined) return;
  const isDeclinedFirst = random.chance(0.2);
  if (isDeclinedFirst) await confirm(journeyer, clientSecret, 'pm_card_chargeDeclined');
  if (isDeclinedFirst && random.chance(0.4)) return;
  await confirm(journeyer, clientSecret, 'pm_card_visa');
  // A few change their minds when the money is on its way.
  if (random.chance(0.1)) await cancel(journeyer, buyer, orderId);
}

async function startPayment(
  { asking, memory }: Journeyer,
  { cookie }: Person,
  orderId: string,
): Promise<string | undefined> {
  const request = { method: 'POST', path: '/api/payments', cookie, key: newId() } as const;
  const outcome = await asking.ask('POST /api/payments', { ...request, body: { orderId } });
  const payment = outcome.answer?.body.payment;
  memory.noteWrite(`payment of order ${orderId}`, outcome, (view) =>
    view.hasPaymentOf(orderId, payment?.id ?? null),
  );
  return payment?.clientSecret;
}

async function confirm({ asking }: Journeyer, clientSecret: string, card: string): Promise<void> {
  const [intentId = ''] = clientSecret.split('_secret_');
  const body = new URLSearchParams({
    client_secret: clientSecret,
    key: 'pk_test_marquee',
    payment_method: card,
  });
  const path = `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`;
  await asking.ask('POST /sandbox confirm', { method: 'POST', path, key: newId(), body });
}

async function cancel(
  { asking, memory }: Journeyer,
  { cookie }: Person,
  orderId: string,
): Promise<void> {
  const request = { method: 'DELETE', path: `/api/orders/${orderId}`, cookie } as const;
  const outcome = await asking.ask('DELETE /api/orders/:id', { ...request, key: newId() });
  memory.noteWrite(`cancelling order ${orderId}`, outcome, (view) =>
    view.hasEvent(orderId, 'OrderCancelled'),
  );
}
