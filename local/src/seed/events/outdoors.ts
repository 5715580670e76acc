import { type DemoEvent, eur, gbp, jpy, usd, venues } from '../demo-event.js';

export const outdoors: readonly DemoEvent[] = [
  {
    title: 'Rotherhithe Rovers v Calder Athletic',
    category: 'sport',
    venue: { name: 'Surrey Basin Ground', ...venues.london },
    schedule: { weekday: 6, at: '15:00', weeksLater: 1, lengthHours: 2 },
    description: `Third against fourth, and the last time these two met it took a dog on the pitch to stop the equaliser. Rovers have not lost by the water since spring; Athletic have not drawn anywhere.

Gates open at half past one. The Basin End is standing and loud, the Dock Stand is seated and only slightly quieter. Under-twelves sit with an adult.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Dock Stand',
        rows: ['D', 'E'],
        first: 40,
        last: 55,
        price: gbp(34),
      },
      { seller: 'organiser', section: 'Basin End', quantity: 30, price: gbp(22) },
      { seller: 'fan', section: 'Dock Stand', rows: ['K'], first: 12, last: 13, price: gbp(29) },
    ],
    purchases: [{ buyer: 'fan', section: 'Basin End', quantity: 4 }],
  },
  {
    title: 'Brooklyn Herons v Harbor City Kings',
    category: 'sport',
    venue: { name: 'Navy Yard Arena', ...venues.newYork },
    schedule: { weekday: 3, at: '19:30', weeksLater: 2, lengthHours: 3 },
    description: `The Herons bring the youngest starting five in the league to a Kings side that has been together for six seasons and argues like it. Expect pace against patience, and a fourth quarter.

Every ticket includes the subway-series rally towel. Sections 108 and 109 are directly behind the Herons' bench.`,
    listings: [
      {
        seller: 'organiser',
        section: 'Section 108',
        rows: ['4', '5'],
        first: 1,
        last: 12,
        price: usd(140),
      },
      {
        seller: 'organiser',
        section: 'Section 214',
        rows: ['10', '11'],
        first: 1,
        last: 18,
        price: usd(62),
      },
      { seller: 'fan', section: 'Section 109', rows: ['7'], first: 3, last: 4, price: usd(125) },
    ],
  },
  {
    title: 'Nachtfunk: Two Nights at the Old Waterworks',
    category: 'festival',
    venue: { name: 'Altes Wasserwerk', ...venues.berlin },
    schedule: { weekday: 5, at: '18:00', weeksLater: 14, lengthHours: 30 },
    description: `Two nights, three halls, one long pipe that connects them and sounds wonderful. Nachtfunk brings together forty artists who build their own instruments: modular orchestras, tape loops the length of a corridor, a choir for broken radios.

One ticket is good for both nights. There is a quiet room that stays quiet, food until four, and the first tram home is at 4:38.`,
    listings: [
      { seller: 'organiser', section: 'Both nights', quantity: 30, price: eur(79) },
      {
        seller: 'organiser',
        section: 'Both nights, with hall seat',
        rows: ['A', 'B'],
        first: 1,
        last: 15,
        price: eur(112),
      },
    ],
  },
  {
    title: 'One Night at the Observatory',
    category: 'other',
    venue: { name: 'Musashino Hill Observatory', ...venues.tokyo },
    schedule: { weekday: 0, at: '18:30', weeksLater: 5, lengthHours: 3 },
    description: `Once a season the old sixty-five-centimetre refractor is opened to visitors. Astronomer Reiko Tanabe introduces what is up tonight, then everyone takes a turn at the eyepiece; in between there is hot barley tea and a terrace without street lamps.

Groups are small, so that every turn is long. If the sky is closed, you see the dome move, hear the talk and keep your ticket for the next clear date.`,
    listings: [
      { seller: 'organiser', section: 'First group, 18:30', quantity: 10, price: jpy(4_200) },
      { seller: 'organiser', section: 'Second group, 20:00', quantity: 8, price: jpy(4_200) },
    ],
    purchases: [{ buyer: 'fan', section: 'First group, 18:30', quantity: 8 }],
  },
];
