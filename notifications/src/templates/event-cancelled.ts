import { formatMoney, formatVenue, formatWhen } from './format.js';
import type { Template } from './template.js';

export const eventCancelled: Template<'event_cancelled'> = {
  en: ({ orderId, event, total }, { links }) => ({
    subject: `Cancelled: ${event.title}`,
    preview: `You get ${formatMoney(total, 'en')} back.`,
    heading: `${event.title} is cancelled`,
    paragraphs: [
      `The organiser cancelled it. It was to be ${formatWhen(event, 'en')}, ${formatVenue(event)}.`,
      `You get back what you paid, ${formatMoney(total, 'en')}, on the card you paid with. You need not do anything; we write again when the money is on its way.`,
    ],
    action: { label: 'See your order', url: links.order(orderId) },
  }),
  de: ({ orderId, event, total }, { links }) => ({
    subject: `Abgesagt: ${event.title}`,
    preview: `Du bekommst ${formatMoney(total, 'de')} zurück.`,
    heading: `${event.title} ist abgesagt`,
    paragraphs: [
      `Der Veranstalter hat abgesagt. Geplant war: ${formatWhen(event, 'de')}, ${formatVenue(event)}.`,
      `Du bekommst zurück, was du bezahlt hast, ${formatMoney(total, 'de')}, auf die Karte, mit der du bezahlt hast. Du musst nichts tun; wir schreiben noch einmal, wenn das Geld unterwegs ist.`,
    ],
    action: { label: 'Bestellung ansehen', url: links.order(orderId) },
  }),
};
