import { titleOf } from './format.js';
import type { Template } from './template.js';

export const holdEnded: Template<'hold_ended'> = {
  en: ({ order }, { event, links }) => {
    const title = titleOf(event, 'en');
    return {
      subject: `Your hold has ended, nothing was charged: ${title}`,
      preview: 'The tickets are free again. Nothing was charged.',
      heading: 'Your hold has ended',
      paragraphs: [
        `The time to pay for your tickets for ${title} is over, and they are back on the market. Nothing was charged.`,
        'If your bank shows a reserved amount, it was not taken and is released.',
      ],
      action: { label: 'Try again', url: links.order(order.orderId) },
    };
  },
  de: ({ order }, { event, links }) => {
    const title = titleOf(event, 'de');
    return {
      subject: `Deine Reservierung ist abgelaufen, nichts wurde abgebucht: ${title}`,
      preview: 'Die Tickets sind wieder frei. Nichts wurde abgebucht.',
      heading: 'Deine Reservierung ist abgelaufen',
      paragraphs: [
        `Die Zeit, deine Tickets für ${title} zu bezahlen, ist um, und sie sind wieder zu haben. Nichts wurde abgebucht.`,
        'Falls deine Bank einen vorgemerkten Betrag zeigt: Er wurde nicht genommen und wird freigegeben.',
      ],
      action: { label: 'Noch einmal versuchen', url: links.order(order.orderId) },
    };
  },
};
