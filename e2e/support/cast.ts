import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import type { Cast, PageToSee } from './every-page.js';
import { holdSeats, newPerson, payFor, publishSeats } from './market.js';

/** A seller with an Event, a buyer with one order paid and one held. */
export async function newCast(browser: Browser, baseURL: string | undefined): Promise<Cast> {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  const event = await publishSeats(seller, { title: 'Vale Azul, unplugged', count: 8 });
  const paidOrderId = await holdSeats(buyer, event, 2);
  await payFor(buyer, paidOrderId);
  const heldOrderId = await holdSeats(buyer, event, 2);
  const found = await buyer.request.get('/api/events?q=fado');
  const { items } = (await found.json()) as { items: { id: string }[] };
  const demoEventId = items[0]?.id;
  if (demoEventId === undefined) throw new Error('The demo data has an evening of fado');
  return { seller, buyer, event, demoEventId, paidOrderId, heldOrderId };
}

/** Another browser of one of them, or of somebody whom nobody knows. */
export async function newBrowserOf(
  as: PageToSee['as'],
  cast: Cast,
  browser: Browser,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const storageState =
    as === 'visitor' ? { cookies: [], origins: [] } : await cast[as].context.storageState();
  return browser.newContext({ ...options, storageState });
}
