import { systemClock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import type { Outcome } from './asking.js';
import { confirm, confirmWithAnyCard } from './confirm.js';
import type { Journeyer } from './journey.js';
import type { Person } from './market.js';
import { askMoneyBack } from './money-back.js';

/** An order as its buyer was told of it. */
export interface PlacedOrder {
  readonly id: string;
  readonly expiresAt?: string;
}

/** Either side of the end of a hold. */
const aboutMs = 400;

/** Pays, is declined, is late, thinks better of it, or lets the hold run out. */
export async function finishOrder(
  journeyer: Journeyer,
  buyer: Person,
  order: PlacedOrder,
): Promise<void> {
  const { random } = journeyer;
  const dice = random.next();
  if (dice < 0.14) return;
  if (dice < 0.28) return cancel(journeyer, buyer, order.id);
  const clientSecret = await startPayment(journeyer, buyer, order.id);
  if (clientSecret === undefined) return;
  if (random.chance(0.05)) return payAtTheEnd(journeyer, clientSecret, order);
  const isDeclinedFirst = random.chance(0.2);
  if (isDeclinedFirst) await confirm(journeyer, clientSecret, 'pm_card_chargeDeclined');
  if (isDeclinedFirst && random.chance(0.4)) return;
  await payNow(journeyer, clientSecret);
  // A few change their minds when the money is on its way, and a few later.
  if (random.chance(0.1)) return cancel(journeyer, buyer, order.id);
  if (random.chance(0.1)) await askMoneyBack(journeyer, order.id);
}

/** Pays and does nothing else. */
export async function payOrder(
  journeyer: Journeyer,
  buyer: Person,
  { id }: PlacedOrder,
): Promise<void> {
  const clientSecret = await startPayment(journeyer, buyer, id);
  if (clientSecret !== undefined) await payNow(journeyer, clientSecret);
}

/** A few press the button twice. */
async function payNow(journeyer: Journeyer, clientSecret: string): Promise<void> {
  const times = journeyer.random.chance(0.1) ? 2 : 1;
  const pressed = Array.from({ length: times }, () => confirmWithAnyCard(journeyer, clientSecret));
  await Promise.all(pressed);
}

/** Confirms when the hold ends, a little before or after: in time, or late money. */
async function payAtTheEnd(
  journeyer: Journeyer,
  clientSecret: string,
  { expiresAt }: PlacedOrder,
): Promise<void> {
  if (expiresAt === undefined) return;
  const leftMs = Date.parse(expiresAt) - systemClock.now().getTime();
  await systemClock.sleep(Math.max(0, leftMs + journeyer.random.between(-aboutMs, aboutMs)));
  await confirm(journeyer, clientSecret, 'pm_card_visa', ', at the end of the hold');
}

/** A few have the page open in two tabs: two requests with two keys, and one payment. */
async function startPayment(
  { asking, memory, random }: Journeyer,
  { cookie }: Person,
  orderId: string,
): Promise<string | undefined> {
  const ask = () => {
    const request = { method: 'POST', path: '/api/payments', cookie, key: newId() } as const;
    return asking.ask('POST /api/payments', { ...request, body: { orderId } });
  };
  const outcomes = await Promise.all(Array.from({ length: random.chance(0.1) ? 2 : 1 }, ask));
  for (const outcome of withoutOvertaken(outcomes)) {
    const paymentId = outcome.answer?.body.payment?.id ?? null;
    memory.noteWrite(`payment of order ${orderId}`, outcome, (view) =>
      view.hasPaymentOf(orderId, paymentId),
    );
  }
  return outcomes.map(({ answer }) => answer?.body.payment?.clientSecret).find(Boolean);
}

/** What one tab is refused, because its order is not known yet, the other may have done later. */
function withoutOvertaken(outcomes: readonly Outcome[]): readonly Outcome[] {
  const isRefused = ({ answer }: Outcome) => answer !== null && answer.status >= 300;
  return outcomes.every(isRefused) ? outcomes : outcomes.filter((outcome) => !isRefused(outcome));
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
