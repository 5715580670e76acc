import { categories } from '@marquee/common/contracts/event';
import { priceRefusal } from '@marquee/common/money';
import type { DemoListing } from './demo-event.js';
import { demoEvents } from './events/index.js';

const listings = demoEvents.flatMap((demo) => demo.listings);
const ticketsOf = (listing: DemoListing): number =>
  'quantity' in listing
    ? listing.quantity
    : listing.rows.length * (listing.last - listing.first + 1);

test('a visitor finds twelve Events, several cities and zones, and something in every category', () => {
  expect(demoEvents).toHaveLength(12);
  expect(new Set(demoEvents.map((demo) => demo.title)).size).toBe(12);
  expect(new Set(demoEvents.map((demo) => demo.venue.city)).size).toBeGreaterThanOrEqual(6);
  expect(new Set(demoEvents.map((demo) => demo.venue.timeZone)).size).toBeGreaterThanOrEqual(5);
  expect(new Set(demoEvents.map((demo) => demo.category))).toEqual(new Set(categories));
});

test('every currency is for sale, in prices that can be charged', () => {
  expect(new Set(listings.map(({ price }) => price.currency)).size).toBe(5);
  expect(listings.map(({ price }) => priceRefusal(price)).filter(Boolean)).toEqual([]);
});

test('there are hundreds of tickets, no more than fifty in one listing', () => {
  expect(listings.map(ticketsOf).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(400);
  expect(listings.map(ticketsOf).every((count) => count >= 1 && count <= 50)).toBe(true);
});

test('an Event sells in one currency, since an order has only one', () => {
  for (const demo of demoEvents)
    expect(new Set(demo.listings.map(({ price }) => price.currency)).size).toBe(1);
});

test('demo buyers buy sections that exist, and never of themselves', () => {
  for (const demo of demoEvents) {
    for (const { section, buyer } of demo.purchases ?? []) {
      const sellers = demo.listings.filter((l) => l.section === section).map((l) => l.seller);
      expect(sellers).not.toHaveLength(0);
      expect(sellers).not.toContain(buyer);
    }
  }
});
