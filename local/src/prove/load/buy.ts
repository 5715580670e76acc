import { newId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { Outcome } from './asking.js';
import type { Journey, Journeyer } from './journey.js';
import type { MarketEvent, Person } from './market.js';
import { finishOrder } from './pay.js';

/** One or two tickets that are believed to be free, by their ids; two buyers may believe the same. */
export const buyTickets: Journey = async (journeyer) => {
  const { market, random } = journeyer;
  const event = random.pick(market.events);
  const wanted = random.shuffled(event.tickets).slice(0, random.between(1, 2));
  const [first] = wanted;
  if (first === undefined) return;
  const ticketIds = wanted.map(({ id }) => id);
  const amount = wanted.reduce((sum, { price }) => sum + price.amount, 0);
  const buyer = random.pick(market.buyers);
  const expectedTotal: Money = { ...first.price, amount };
  const outcome = await place(journeyer, buyer, { ticketIds, expectedTotal });
  forget(event, ticketIds);
  await finish(journeyer, buyer, outcome);
  // The new total is read, and taken.
  const total = outcome.answer?.body.total;
  if (outcome.answer?.body.code !== 'price_changed' || total === undefined) return;
  await finish(
    journeyer,
    buyer,
    await place(journeyer, buyer, { ticketIds, expectedTotal: total }),
  );
};

/** The best few of an Event, whichever they are. */
export const buyBest: Journey = async (journeyer) => {
  const { market, random } = journeyer;
  const event = random.pick(market.events);
  const buyer = random.pick(market.buyers);
  const maxTotal: Money = { amount: 90_000_000, currency: 'EUR' };
  const body = { eventId: event.id, quantity: random.between(1, 3), maxTotal };
  await finish(journeyer, buyer, await place(journeyer, buyer, body));
};

export async function place(journeyer: Journeyer, buyer: Person, body: object): Promise<Outcome> {
  const key = newId();
  const { cookie } = buyer;
  const request = { method: 'POST', path: '/api/orders', cookie, key, body } as const;
  const outcome = await journeyer.asking.ask('POST /api/orders', request);
  journeyer.memory.orders.push({ request, buyerId: buyer.id, key, outcome });
  return outcome;
}

async function finish(journeyer: Journeyer, buyer: Person, { answer }: Outcome): Promise<void> {
  const order = answer?.body.order;
  if (order !== undefined) await finishOrder(journeyer, buyer, order);
}

/** Whoever bought it or was too late: nobody believes any more that it is free. */
function forget(event: MarketEvent, ticketIds: readonly string[]): void {
  const left = event.tickets.filter(({ id }) => !ticketIds.includes(id));
  event.tickets.splice(0, event.tickets.length, ...left);
}
