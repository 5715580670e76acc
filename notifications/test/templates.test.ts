import type { EventFacts, OrderFacts } from '../src/domain/facts.js';
import { languages } from '../src/domain/language.js';
import type { News, NewsKind } from '../src/domain/news.js';
import { formatMoney } from '../src/templates/format.js';
import { renderMail } from '../src/templates/render-mail.js';
import { publicUrl } from './notifications-world.js';
import { aStory } from './story.js';

const { user, order: orderState } = aStory({ user: { name: 'Ada' } });
const event: EventFacts = {
  title: 'An evening of fado',
  venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  startsAt: new Date('2027-03-05T20:00:00Z'),
};
const order: OrderFacts = {
  orderId: orderState.orderId,
  eventId: orderState.eventId,
  items: [
    { section: 'Stalls', row: 'B', seat: '12', price: { amount: 124_300, currency: 'EUR' } },
    { section: 'Standing', row: null, seat: null, price: { amount: 4_300, currency: 'EUR' } },
  ],
  total: { amount: 128_600, currency: 'EUR' },
  expiresAt: new Date('2027-03-01T20:15:00Z'),
};
const { orderId, eventId, total } = order;
const amount = total;
const news: { readonly [Kind in NewsKind]: Extract<News, { kind: Kind }> } = {
  welcome: { kind: 'welcome' },
  order_placed: { kind: 'order_placed', order },
  order_complete: { kind: 'order_complete', order },
  hold_ended: { kind: 'hold_ended', order },
  payment_released: { kind: 'payment_released', orderId, amount, cause: 'too_late' },
  payment_failed: { kind: 'payment_failed', orderId, amount },
  payment_refunded: { kind: 'payment_refunded', orderId, amount },
  event_cancelled: { kind: 'event_cancelled', orderId, eventId, event, total },
  event_changed: {
    ...{ kind: 'event_changed', orderId, eventId, event },
    before: { ...event, startsAt: new Date('2027-03-04T20:00:00Z') },
  },
};
const recipient = { id: user.userId, email: user.email, name: user.name };
const all = Object.values(news).flatMap((each) =>
  languages.map((language) => ({ each, language })),
);
const render = (each: News, language: 'en' | 'de', about: EventFacts | null = event) =>
  renderMail(each, { ...recipient, language }, about, { publicUrl, language: 'en' });
const totals = { en: '€1,286.00', de: '1.286,00 €' };

test.each(all)('$each.kind in $language says whom, what and where to go', ({ each, language }) => {
  const { to, subject, text, html } = render(each, language);
  expect(to).toEqual({ name: 'Ada', address: user.email });
  expect(subject.length).toBeGreaterThan(5);
  for (const body of [text, html]) {
    expect(body).toContain(language === 'en' ? 'Hello Ada,' : 'Hallo Ada,');
    expect(body).toContain(each.kind === 'welcome' ? publicUrl : `${publicUrl}/orders/${orderId}`);
    expect(body).not.toMatch(/undefined|null|NaN|\[object|Invalid/);
  }
  expect(html).toContain(`<html lang="${language}">`);
  expect(html).not.toMatch(/<(?:script|img|link)|url\(|@import/i);
  if (each.kind !== 'welcome') expect(subject + text).toContain(event.title);
});

const withMoney = all.filter(
  ({ each }) => !['welcome', 'hold_ended', 'event_changed'].includes(each.kind),
);
test.each(withMoney)('$each.kind in $language names the amount as its reader writes it', (one) => {
  const { text, html } = render(one.each, one.language);
  expect(text.replaceAll('\u00a0', ' ')).toContain(totals[one.language]);
  expect(html.replaceAll('\u00a0', ' ')).toContain(totals[one.language]);
});

const unmade = all.filter(({ each }) => !('event' in each) && each.kind !== 'welcome');
test.each(unmade)('$each.kind in $language makes sense without its Event', ({ each, language }) => {
  const { subject, text } = render(each, language, null);
  expect(subject + text).toContain(language === 'en' ? 'your Event' : 'dein Event');
  expect(subject + text).not.toMatch(/undefined|null|NaN/);
});

test('each language is its own: nothing is left untranslated', () => {
  for (const each of Object.values(news)) {
    const [en, de] = [render(each, 'en'), render(each, 'de')];
    const lines = (text: string) =>
      text.split('\n').filter((line) => /[a-z]{4}.* /.test(line) && !line.startsWith('http'));
    const same = lines(en.text).filter((line) => lines(de.text).includes(line));
    expect(same).toEqual([]);
  }
});

test('times are the Event’s own and say so', () => {
  expect(render(news.order_complete, 'en').text).toContain('Fri 5 Mar 2027, 20:00 in Lisbon');
  expect(render(news.order_placed, 'en').subject).toContain('20:15 in Lisbon');
  expect(render(news.order_placed, 'en', null).subject).toContain('20:15 UTC');
});

test.each([
  ['en', { amount: 8_600, currency: 'EUR' }, '€86.00'],
  ['de', { amount: 8_600, currency: 'EUR' }, '86,00 €'],
  ['en', { amount: 8_600, currency: 'JPY' }, 'JP¥8,600'],
  ['de', { amount: 99_999_990, currency: 'KWD' }, '99.999,990 KWD'],
  ['en', { amount: 5, currency: 'GBP' }, '£0.05'],
] as const)('%s writes %o as %s', (language, money, written) => {
  expect(formatMoney(money, language).replaceAll('\u00a0', ' ')).toBe(written);
});

test('what people typed is text in every mail, never markup, and stays on its line', () => {
  const bad = `<script>alert(1)</script>"'&<img src=x onerror=a>\n\nhttps://evil.example`;
  const venue = { name: bad, city: bad, country: 'PT', timeZone: 'Europe/Lisbon' };
  const evil = { ...event, title: bad, venue };
  const items = order.items.map((item) => ({ ...item, section: bad, row: bad, seat: bad }));
  const who = { ...recipient, name: bad };
  const told: News[] = [
    { kind: 'welcome' },
    { kind: 'order_complete', order: { ...order, items } },
    { kind: 'order_placed', order: { ...order, items } },
    { ...news.event_changed, event: evil, before: evil },
    { ...news.event_cancelled, event: evil },
    ...[news.hold_ended, news.payment_failed, news.payment_refunded, news.payment_released],
  ];
  for (const each of told) {
    for (const language of languages) {
      const mail = renderMail(each, { ...who, language }, evil, { publicUrl, language });
      expect(mail.html).not.toMatch(/<script|<img|onerror=a>/);
      expect(mail.html).toContain('&#60;script&#62;');
      expect(mail.text).not.toMatch(/^https:\/\/evil/m);
      expect(mail.subject).not.toContain('\n');
      expect(mail.to.name).not.toContain('\n');
    }
  }
});

test.each([
  ['en', '€10.00', 'a part of the €1,286.00 you paid'],
  ['de', '10,00 €', 'ein Teil der 1.286,00 €'],
] as const)(
  'a partial refund in %s names the part, and says that it is one',
  (language, part, said) => {
    const paid = amount;
    const ten = { amount: 1_000, currency: 'EUR' } as const;
    const { text, subject } = render(
      { kind: 'payment_refunded', orderId, amount: ten, paid },
      language,
    );
    const plain = `${subject} ${text}`.replaceAll('\u00a0', ' ').replaceAll('\n', ' ');
    expect(plain).toContain(part);
    expect(plain).toContain(said);
  },
);
