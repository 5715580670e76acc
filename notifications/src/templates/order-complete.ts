import type { EventFacts } from '../domain/facts.js';
import type { Language } from '../domain/language.js';
import { formatMoney, formatVenue, formatWhen, ticketRows, titleOf } from './format.js';
import type { Template } from './template.js';

export const orderComplete: Template<'order_complete'> = {
  en: ({ order }, { event, links }) => {
    const title = titleOf(event, 'en');
    const total = formatMoney(order.total, 'en');
    return {
      subject: `You’re going: ${title}`,
      preview: `Your tickets are yours. Paid: ${total}.`,
      heading: 'You’re going',
      paragraphs: [
        `${title} is yours. You paid ${total}, all included.`,
        ...whereAndWhen(event, 'en'),
      ],
      rows: ticketRows(order, 'en'),
      closing: ['Your tickets and the receipt are on the page of your order.'],
      action: { label: 'See your tickets', url: links.order(order.orderId) },
    };
  },
  de: ({ order }, { event, links }) => {
    const title = titleOf(event, 'de');
    const total = formatMoney(order.total, 'de');
    return {
      subject: `Du bist dabei: ${title}`,
      preview: `Die Tickets gehören dir. Bezahlt: ${total}.`,
      heading: 'Du bist dabei',
      paragraphs: [
        `Deine Tickets für ${title} sind dir sicher. Du hast ${total} bezahlt, alles inbegriffen.`,
        ...whereAndWhen(event, 'de'),
      ],
      rows: ticketRows(order, 'de'),
      closing: ['Deine Tickets und den Beleg findest du auf der Seite deiner Bestellung.'],
      action: { label: 'Tickets ansehen', url: links.order(order.orderId) },
    };
  },
};

function whereAndWhen(event: EventFacts | null, language: Language): string[] {
  return event === null ? [] : [`${formatWhen(event, language)} · ${formatVenue(event)}`];
}
