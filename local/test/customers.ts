import { systemClock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import { until } from '@marquee/common/testing/until';
import { createDemoClient } from '../src/seed/demo-client.js';

export type Customer = ReturnType<typeof createDemoClient>;

const price = { amount: 2_500, currency: 'EUR' } as const;

export async function signUp(url: string): Promise<Customer> {
  const customer = createDemoClient(url);
  const account = { email: `${newId()}@marquee.example`, password: 'correct horse battery' };
  await customer.post('/api/users/signup', { ...account, name: 'Somebody' });
  return customer;
}

/** An Event with so many seats in the stalls, on sale. */
export async function publishEvent(seller: Customer, seatCount = 3): Promise<string> {
  const startsAt = new Date(systemClock.now().getTime() + 7 * 86_400_000);
  const { event } = await seller.post<{ event: { id: string } }>('/api/events', {
    ...{ title: 'An evening of fado', description: 'Two voices.', startsAt, category: 'concert' },
    venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  });
  const seats = Array.from({ length: seatCount }, (_, at) => String(at + 1));
  const eventId = event.id;
  await seller.post('/api/tickets', { eventId, section: 'Stalls', row: 'A', seats, price });
  await until(async () => {
    const now = await seller.get<{ event: { availableCount: number } }>(`/api/events/${eventId}`);
    return now.event.availableCount === seatCount;
  });
  return eventId;
}

/** Orders and pays; resolves when the order is complete. */
export async function buyBestSeats(buyer: Customer, eventId: string, quantity: number) {
  const maxTotal = { ...price, amount: quantity * price.amount };
  const { order } = await buyer.post<{ order: { id: string } }>('/api/orders', {
    ...{ eventId, section: 'Stalls', quantity, maxTotal },
  });
  await pay(buyer, order.id);
}

/** Resolves when the order is complete. */
export async function pay(buyer: Customer, orderId: string): Promise<void> {
  const { payment } = await buyer.post<{ payment: { clientSecret: string } }>('/api/payments', {
    orderId,
  });
  const [intentId] = payment.clientSecret.split('_secret_');
  await buyer.post(
    `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`,
    new URLSearchParams({
      client_secret: payment.clientSecret,
      ...{ key: 'pk_test_marquee', payment_method: 'pm_card_visa' },
    }),
  );
  await until(
    async () => {
      const now = await buyer.get<{ order: { status: string } }>(`/api/orders/${orderId}`);
      return now.order.status === 'complete';
    },
    { timeoutMs: 15_000 },
  );
}

/** As the catalogue shows it, which learns of it over the bus. */
export async function soldSeatsOf(customer: Customer, eventId: string): Promise<number> {
  const { items } = await customer.get<{ items: { status: string }[] }>(
    `/api/tickets?eventId=${eventId}`,
  );
  return items.filter(({ status }) => status === 'sold').length;
}
