import type { Money } from '@marquee/common/money';
import type { EventFacts, OrderedTicket, OrderFacts } from '../domain/facts.js';
import type { Language } from '../domain/language.js';
import type { LetterRow } from './letter.js';

/** English as most of the world's readers expect dates: the day before the month, 24 hours. */
const formattingLocales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

const words = {
  en: { row: 'row', seat: 'seat', total: 'Total', in: 'in', yourEvent: 'your Event' },
  de: { row: 'Reihe', seat: 'Platz', total: 'Summe', in: 'in', yourEvent: 'dein Event' },
} as const;

/** "€86.00", "86,00 €", "JP¥8,600": exact digits, the reader's habits. */
export function formatMoney({ amount, currency }: Money, language: Language): string {
  const format = new Intl.NumberFormat(formattingLocales[language], {
    style: 'currency',
    currency,
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const sign = amount < 0 ? '-' : '';
  const decimal =
    digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  // Intl formats decimal strings exactly.
  return format.format(decimal as `${number}`);
}

/** "Fri 5 Mar 2027, 20:00 in Lisbon": the Event's own time, and it says so. */
export function formatWhen({ startsAt, venue }: EventFacts, language: Language): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const { timeZone } = venue;
  const locale = formattingLocales[language];
  const text = new Intl.DateTimeFormat(locale, { ...day, ...time, timeZone }).format(startsAt);
  return `${withOneComma(text, language)} ${words[language].in} ${venue.city}`;
}

/** "20:15 in Lisbon"; without an Event "19:15 UTC". */
export function formatTime(at: Date, event: EventFacts | null, language: Language): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const timeZone = event?.venue.timeZone ?? 'UTC';
  const text = new Intl.DateTimeFormat(formattingLocales[language], { ...time, timeZone }).format(
    at,
  );
  return event === null ? `${text} UTC` : `${text} ${words[language].in} ${event.venue.city}`;
}

/** "Sala do Rio, Lisbon" */
export function formatVenue({ venue }: EventFacts): string {
  return `${venue.name}, ${venue.city}`;
}

export function titleOf(event: EventFacts | null, language: Language): string {
  return event?.title ?? words[language].yourEvent;
}

/** Each ticket with its price, and what they come to. */
export function ticketRows({ items, total }: OrderFacts, language: Language): LetterRow[] {
  return [
    ...items.map((item) => ({
      name: placeOf(item, language),
      value: formatMoney(item.price, language),
    })),
    { name: words[language].total, value: formatMoney(total, language), isStrong: true },
  ];
}

function placeOf({ section, row, seat }: OrderedTicket, language: Language): string {
  const parts = [section];
  if (row !== null) parts.push(`${words[language].row} ${row}`);
  if (seat !== null) parts.push(`${words[language].seat} ${seat}`);
  return parts.join(', ');
}

/** "Fri, 5 Mar 2027, 20:00" reads better with one comma; German keeps its own. */
function withOneComma(text: string, language: Language): string {
  return language === 'en' ? text.replace(/^(\w+),/, '$1').replace(' at ', ', ') : text;
}
