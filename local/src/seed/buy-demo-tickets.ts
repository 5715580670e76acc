import { systemClock } from '@marquee/common/clock';
import { UnexpectedAnswer } from './demo-client.js';
import type { DemoPurchase } from './demo-event.js';
import type { DemoUser, DemoUsers } from './sign-in-demo.js';

/** More than any demo order costs, so that the price is never the reason it fails. */
const generousMinorUnits = 10_000_000;

const triesMax = 50;
const pauseMs = 100;

interface Order {
  readonly id: string;
  readonly eventId: string;
  readonly status: string;
  readonly items: readonly { readonly section: string }[];
}

/** Buys what this purchase says, with the test card, as far as no start before us did. */
export async function buyDemoTickets(
  users: DemoUsers,
  eventId: string,
  currency: string,
  purchase: DemoPurchase,
): Promise<void> {
  const buyer = users[purchase.buyer];
  const { section, quantity } = purchase;
  const { items } = await buyer.get<{ items: Order[] }>('/api/orders?limit=100');
  const known = items.find(
    (order) =>
      order.eventId === eventId &&
      order.items[0]?.section === section &&
      ['awaiting_payment', 'paying', 'complete'].includes(order.status),
  );
  const maxTotal = { amount: generousMinorUnits, currency };
  const order = known ?? (await holdBest(buyer, { eventId, section, quantity, maxTotal }));
  if (order.status === 'awaiting_payment') await pay(buyer, order.id);
  await untilComplete(buyer, order.id);
}

/** What was listed a moment ago is on sale a moment later, so the first tries may find nothing. */
async function holdBest(buyer: DemoUser, wish: object): Promise<Order> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await buyer.post<{ order: Order }>('/api/orders', wish)).order;
    } catch (error) {
      const isEarly = error instanceof UnexpectedAnswer && error.status === 409;
      if (!isEarly || attempt === triesMax) throw error;
      await systemClock.sleep(pauseMs);
    }
  }
}

interface Payment {
  readonly id: string;
  readonly clientSecret: string;
}

async function pay(buyer: DemoUser, orderId: string): Promise<void> {
  const { payment } = await buyer.post<{ payment: Payment }>('/api/payments', { orderId });
  const [intentId = ''] = payment.clientSecret.split('_secret_');
  await buyer.post(
    `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`,
    new URLSearchParams({
      client_secret: payment.clientSecret,
      key: 'pk_test_marquee',
      payment_method: 'pm_card_visa',
    }),
  );
  // Looking at it has it read again at once, as the checkout page does.
  await buyer.get(`/api/payments/${payment.id}`);
}

async function untilComplete(buyer: DemoUser, orderId: string): Promise<void> {
  for (let attempt = 1; attempt <= triesMax; attempt++) {
    const { order } = await buyer.get<{ order: Order }>(`/api/orders/${orderId}`);
    if (order.status === 'complete') return;
    await systemClock.sleep(pauseMs);
  }
  throw new Error(`The demo order ${orderId} is paid and not complete`);
}
