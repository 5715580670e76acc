import { type DemoEvent, eur, gbp, kwd, usd, venues } from '../demo-event.js';

export const stage: readonly DemoEvent[] = [
  {
    title: 'The Lighthouse Keeper’s Daughter',
    category: 'theatre',
    venue: { name: 'Wharfinger Theatre', ...venues.edinburgh },
    schedule: { weekday: 0, at: '15:00', weeksLater: 0, lengthHours: 3 },
    description: `On a rock eleven miles out, a girl keeps the light burning while her father is ashore, and writes down everything that passes: ships, seals, and one lie that grows with every page. Morag Sinclair's play won its first audience in a village hall; this new production fills the stage with a working lamp, a turning stair and an orchestra of four.

"You can smell the paraffin." Suitable from ten years. There is one interval, and haar.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Stalls',
        rows: ['A', 'B', 'C'],
        first: 1,
        last: 12,
        price: gbp(42),
      },
      {
        seller: 'organiser',
        section: 'Dress Circle',
        rows: ['A', 'B'],
        first: 1,
        last: 10,
        price: gbp(36),
      },
      {
        seller: 'organiser',
        section: 'Upper Circle',
        rows: ['A'],
        first: 1,
        last: 16,
        price: gbp(18),
      },
    ],
    purchases: [{ buyer: 'fan', section: 'Dress Circle', quantity: 6 }],
  },
  {
    title: 'Der Uhrmacher von Köpenick',
    category: 'theatre',
    venue: { name: 'Theater am Nordufer', ...venues.berlin },
    schedule: { weekday: 5, at: '19:30', weeksLater: 4, lengthHours: 2 },
    description: `A watchmaker discovers that one of his clocks runs towards the day he was happiest, and starts to follow it. A chamber opera for three voices, string quartet and twenty-six real clocks, all of them a little wrong.

Sung in German with English surtitles, which can be read from every seat except row G, and row G is priced accordingly. Ninety minutes without an interval.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Parkett',
        rows: ['A', 'B', 'C'],
        first: 1,
        last: 14,
        price: eur(39),
      },
      {
        seller: 'organiser',
        section: 'Parkett hinten',
        rows: ['G'],
        first: 1,
        last: 14,
        price: eur(22),
      },
      { seller: 'organiser', section: 'Rang', rows: ['A'], first: 1, last: 12, price: eur(28) },
    ],
  },
  {
    title: 'Dana Oyelaran: Mostly Indoors',
    category: 'comedy',
    venue: { name: 'The Paper Lantern', ...venues.newYork },
    schedule: { weekday: 6, at: '20:00', weeksLater: 0, lengthHours: 2 },
    description: `Dana Oyelaran has opinions about elevators, group chats and the one neighbor who vacuums at midnight, and she has finally written them down in the right order. "Mostly Indoors" is seventy minutes of new material from the writer of "Hold Music", worked out over a year of Tuesday nights in rooms much like this one.

Two-drink minimum, no phones at the tables, and the front row is safe. Mostly.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Tables',
        rows: ['1', '2'],
        first: 1,
        last: 4,
        price: usd(38),
      },
      { seller: 'organiser', section: 'Standing bar', quantity: 12, price: usd(24) },
    ],
    purchases: [
      { buyer: 'fan', section: 'Standing bar', quantity: 8 },
      { buyer: 'buyer', section: 'Tables', quantity: 2 },
    ],
  },
  {
    title: 'Fergal Mac Giolla: The Apology Tour',
    category: 'comedy',
    venue: { name: 'The Tannery', ...venues.dublin },
    schedule: { weekday: 4, at: '20:30', weeksLater: 6, lengthHours: 2 },
    description: `Over one bad year Fergal Mac Giolla fell out with his brother, two bands and a parish council. Now he is visiting all of them, one by one, and telling the rest of us how it went. Warm, furious and shorter than the year was.

Support from Niamh Tuohy. Over-eighteens only, on account of the parish council.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Floor',
        rows: ['A', 'B', 'C'],
        first: 1,
        last: 12,
        price: eur(27),
      },
      { seller: 'organiser', section: 'Balcony', rows: ['A'], first: 1, last: 16, price: eur(22) },
      { seller: 'fan', section: 'Balcony', rows: ['B'], first: 7, last: 8, price: eur(19) },
    ],
  },
  {
    title: 'The Pearl Diver and the Moon',
    category: 'family',
    venue: { name: 'Dar Al Noor Hall', ...venues.kuwaitCity },
    schedule: { weekday: 5, at: '17:00', weeksLater: 3, lengthHours: 1 },
    description: `A shadow-puppet story from the Gulf, told with two hundred hand-cut figures, an oud and a very large sheet of silk. A young diver promises the moon a pearl as round as she is, and then has to find one.

In Arabic and English, side by side, so that children can follow in either. Fifty-five minutes; afterwards the puppeteers show how the waves are made, and everyone may try.`,
    listings: [
      { seller: 'organiser', section: 'Cushions', quantity: 20, price: kwd(4) },
      {
        seller: 'organiser',
        section: 'Hall',
        rows: ['A', 'B', 'C'],
        first: 1,
        last: 12,
        price: kwd(7),
      },
    ],
  },
];
