import { type DemoEvent, eur, jpy, usd, venues } from '../demo-event.js';

export const concerts: readonly DemoEvent[] = [
  {
    title: 'Marisol Quintela: Fado by Lamplight',
    category: 'concert',
    venue: { name: 'Teatro da Ribeira Velha', ...venues.lisbon },
    schedule: { weekday: 6, at: '21:00', weeksLater: 0, lengthHours: 2 },
    description: `Marisol Quintela learned fado in her grandmother's tavern in Alfama, where nobody clapped until the last guitar string had gone quiet. Twenty years and four albums later she brings that silence back with her: one voice, one Portuguese guitar, one double bass, and a room lit by forty lamps.

The first half is traditional. The second is the whole of her new record, "Maré Cheia", played in order and without a break. Doors open an hour before; the bar in the foyer serves ginjinha until the bell.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Plateia',
        rows: ['A', 'B', 'C'],
        first: 1,
        last: 12,
        price: eur(48),
      },
      {
        seller: 'organiser',
        section: 'Balcão',
        rows: ['A', 'B'],
        first: 1,
        last: 14,
        price: eur(32),
      },
      { seller: 'fan', section: 'Camarote 3', rows: ['A'], first: 1, last: 2, price: eur(65) },
    ],
    purchases: [
      { buyer: 'buyer', section: 'Plateia', quantity: 2 },
      { buyer: 'fan', section: 'Plateia', quantity: 4 },
    ],
  },
  {
    title: 'Aoi Kisaragi Trio: Rain on Tin',
    category: 'concert',
    venue: { name: 'Blue Heron Kagurazaka', ...venues.tokyo },
    schedule: { weekday: 5, at: '19:30', weeksLater: 2, lengthHours: 3 },
    description: `Pianist Aoi Kisaragi writes the way rain falls on a tin roof: scattered at first, then all at once. With Jun Mikami on bass and Petra Lindqvist behind the drums, the trio plays two sets from "Rain on Tin", the album the Tokyo papers could not agree on.

Ninety seats at small tables, no amplification beyond what the room needs. A drink is included with every ticket. Please arrive before the first set: latecomers are seated in the break.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Front tables',
        rows: ['1', '2'],
        first: 1,
        last: 4,
        price: jpy(9_800),
      },
      {
        seller: 'organiser',
        section: 'Counter',
        rows: ['C'],
        first: 1,
        last: 10,
        price: jpy(6_500),
      },
    ],
    purchases: [{ buyer: 'fan', section: 'Counter', quantity: 8 }],
  },
  {
    title: 'Cassidy Rourke & the Long Way Home',
    category: 'concert',
    venue: { name: 'The Alvarado Bowl', ...venues.losAngeles },
    schedule: { weekday: 4, at: '20:00', weeksLater: 9, lengthHours: 3 },
    description: `Cassidy Rourke has driven the same van for eleven years and has a song for most of its breakdowns. After three winters of small rooms she returns to the open-air bowl where she once parked cars, with the full six-piece band, a horn section and her father on pedal steel for the last four songs.

The lawn is first come, first served: bring a blanket, leave the chairs at home. The show goes on in light rain, and Cassidy would like you to know she prefers it that way.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Orchestra',
        rows: ['AA', 'BB'],
        first: 101,
        last: 116,
        price: usd(95),
      },
      {
        seller: 'organiser',
        section: 'Terrace',
        rows: ['A', 'B'],
        first: 1,
        last: 20,
        price: usd(60),
      },
      { seller: 'organiser', section: 'Lawn', quantity: 30, price: usd(35) },
      { seller: 'fan', section: 'Box 12', rows: ['A'], first: 1, last: 2, price: usd(110) },
    ],
  },
];
