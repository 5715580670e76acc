import { systemClock } from '@marquee/common/clock';
import { newId, type OrderId, type RefundId } from '@marquee/common/ids';
import type { RefundRequest } from '@marquee/orders/operator';
import type { Journeyer, OperatorDesk } from './journey.js';

const looksMax = 20;
const lookEveryMs = 1_000;
/** Two parts of this size are more than there is: one of two at once is refused. */
const partOf = 0.6;

/** An operator gives a part back, two at once give two, or all goes back, once it was paid. */
export async function askMoneyBack(journeyer: Journeyer, orderId: string): Promise<void> {
  const { desk, random } = journeyer;
  if (desk === null) return;
  const totalMinorUnits = await paidMinorUnits(desk, orderId);
  if (totalMinorUnits === null) return;
  const request: Omit<RefundRequest, 'refundId'> = {
    orderId: orderId as OrderId,
    isTwinMeant: true,
    amountMinorUnits: random.chance(0.6) ? Math.ceil(totalMinorUnits * partOf) : null,
    reason: random.pick(['goodwill', 'requested_by_customer', 'duplicate']),
    tickets: random.pick(['release', 'close']),
  };
  const count = random.chance(0.4) ? 2 : 1;
  await Promise.all(
    Array.from({ length: count }, () =>
      askDesk(journeyer, desk, { ...request, refundId: newId<RefundId>() }),
    ),
  );
}

/** The total of the order once it is complete; null when it will not be, or takes too long. */
async function paidMinorUnits(desk: OperatorDesk, orderId: string): Promise<number | null> {
  for (let look = 0; look < looksMax; look += 1) {
    const answer = await desk.show(orderId as OrderId).catch(() => null);
    const order = answer === null || answer.kind === 'unknown' ? null : answer.order;
    if (order?.status === 'complete') return order.total.amount;
    if (order !== null && order.status !== 'paying' && order.status !== 'awaiting_payment')
      return null;
    await systemClock.sleep(lookEveryMs);
  }
  return null;
}

async function askDesk(
  { memory, tally }: Journeyer,
  desk: OperatorDesk,
  request: RefundRequest,
): Promise<void> {
  // A command whose database is away may or may not have done it: it says neither.
  const answer = await desk.ask(request).catch(() => null);
  const size = request.amountMinorUnits === null ? 'all' : 'a part';
  tally.count(`npm run refund, ${size}`, answer?.kind ?? 'lost');
  if (answer?.kind !== 'asked') return;
  const { orderId } = request;
  const what = `giving ${size} of order ${orderId} back`;
  const happened = answer.asked.map(({ refundId }) => refundId);
  memory.writes.push({
    what,
    told: 'done',
    happened: (view) => happened.every((refundId) => view.isRefundOf(orderId, refundId)),
  });
}
