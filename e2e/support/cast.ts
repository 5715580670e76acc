import { type Browser, expect } from '@playwright/test';
import type { Cast } from './every-page.js';
import { newPerson, type Person, publishSeats } from './market.js';

interface Order {
  readonly id: string;
  readonly status: string;
}

/** A seller with an Event, a buyer with one order paid and one held. */
export async function newCast(browser: Browser, baseURL: string | undefined): Promise<Cast> {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  const event = await publishSeats(seller, { title: 'Vale Azul, unplugged', count: 8 });
  const paidOrderId = await hold(buyer, event.id, 2);
  await pay(buyer, paidOrderId);
  const heldOrderId = await hold(buyer, event.id, 2);
  const found = await buyer.request.get('/api/events?q=fado');
  const { items } = (await found.json()) as { items: { id: string }[] };
  const demoEventId = items[0]?.id;
  if (demoEventId === undefined) throw new Error('The demo data has an evening of fado');
  return { seller, buyer, event, demoEventId, paidOrderId, heldOrderId };
}

async function hold(buyer: Person, eventId: string, quantity: number): Promise<string> {
  const maxTotal = { amount: 100_000, currency: 'EUR' };
  const answer = await buyer.request.post('/api/orders', { data: { eventId, quantity, maxTotal } });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { order: Order }).order.id;
}

async function pay(buyer: Person, orderId: string): Promise<void> {
  const answer = await buyer.request.post('/api/payments', { data: { orderId } });
  const { payment } = (await answer.json()) as { payment: { id: string; clientSecret: string } };
  const [intentId] = payment.clientSecret.split('_secret_');
  await buyer.request.post(`/sandbox/stripe/v1/payment_intents/${intentId}/confirm`, {
    form: {
      client_secret: payment.clientSecret,
      ...{ key: 'pk_test_marquee', payment_method: 'pm_card_visa' },
    },
  });
  await expect
    .poll(async () => {
      await buyer.request.get(`/api/payments/${payment.id}`);
      const order = await buyer.request.get(`/api/orders/${orderId}`);
      return ((await order.json()) as { order: Order }).order.status;
    })
    .toBe('complete');
}
