import type { EventFacts } from '../domain/facts.js';
import type { Language } from '../domain/language.js';
import { formatVenue, formatWhen } from './format.js';
import type { LetterRow } from './letter.js';
import type { Template } from './template.js';

export const eventChanged: Template<'event_changed'> = {
  en: ({ orderId, before, event }, { links }) => ({
    subject: `Changed: ${event.title}`,
    preview: `Now ${formatWhen(event, 'en')}, ${formatVenue(event)}.`,
    heading: `${event.title} has changed`,
    paragraphs: ['The organiser changed when or where it takes place. Your tickets stay valid.'],
    rows: changeRows(before, event, 'en'),
    action: { label: 'See your tickets', url: links.order(orderId) },
  }),
  de: ({ orderId, before, event }, { links }) => ({
    subject: `Geändert: ${event.title}`,
    preview: `Jetzt ${formatWhen(event, 'de')}, ${formatVenue(event)}.`,
    heading: `${event.title} hat sich geändert`,
    paragraphs: ['Der Veranstalter hat Zeit oder Ort geändert. Deine Tickets bleiben gültig.'],
    rows: changeRows(before, event, 'de'),
    action: { label: 'Tickets ansehen', url: links.order(orderId) },
  }),
};

const labels = {
  en: { before: 'Before', now: 'Now' },
  de: { before: 'Vorher', now: 'Jetzt' },
} as const;

function changeRows(before: EventFacts, now: EventFacts, language: Language): LetterRow[] {
  const told = (event: EventFacts) => `${formatWhen(event, language)} · ${formatVenue(event)}`;
  return [
    { name: labels[language].before, value: told(before) },
    { name: labels[language].now, value: told(now), isStrong: true },
  ];
}
