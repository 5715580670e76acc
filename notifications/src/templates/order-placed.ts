import { formatTime, ticketRows, titleOf } from './format.js';
import type { Template } from './template.js';

export const orderPlaced: Template<'order_placed'> = {
  en: ({ order }, { event, links }) => {
    const title = titleOf(event, 'en');
    const until = formatTime(order.expiresAt, event, 'en');
    return {
      subject: `Held for you until ${until}: ${title}`,
      preview: `Pay by ${until} and the tickets are yours.`,
      heading: `We hold your tickets for ${title}`,
      paragraphs: [
        `They are yours alone until ${until}. Nothing has been charged yet; you are charged only when the seats are yours.`,
      ],
      rows: ticketRows(order, 'en'),
      closing: ['If you do nothing, the hold ends by itself and nothing is charged.'],
      action: { label: 'Pay for your tickets', url: links.order(order.orderId) },
    };
  },
  de: ({ order }, { event, links }) => {
    const title = titleOf(event, 'de');
    const until = formatTime(order.expiresAt, event, 'de');
    return {
      subject: `Für dich reserviert bis ${until}: ${title}`,
      preview: `Wenn du bis ${until} zahlst, gehören die Tickets dir.`,
      heading: `Wir halten deine Tickets für ${title}`,
      paragraphs: [
        `Bis ${until} kann sie niemand sonst bekommen. Bisher wurde nichts abgebucht; belastet wirst du erst, wenn die Plätze dir gehören.`,
      ],
      rows: ticketRows(order, 'de'),
      closing: [
        'Wenn du nichts tust, endet die Reservierung von selbst, und nichts wird abgebucht.',
      ],
      action: { label: 'Tickets bezahlen', url: links.order(order.orderId) },
    };
  },
};
