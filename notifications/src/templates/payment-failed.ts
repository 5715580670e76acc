import { formatMoney, titleOf } from './format.js';
import type { Template } from './template.js';

export const paymentFailed: Template<'payment_failed'> = {
  en: ({ orderId, amount }, { event, links }) => {
    const money = formatMoney(amount, 'en');
    return {
      subject: `Your payment did not go through, nothing was charged: ${titleOf(event, 'en')}`,
      preview: `${money} was not taken.`,
      heading: 'Your payment did not go through',
      paragraphs: [
        `Your bank agreed to pay ${money} for ${titleOf(event, 'en')} and then did not let us take it. Nothing was charged, and the tickets are not yours.`,
        'You can order again; another card may help.',
      ],
      action: { label: 'See your order', url: links.order(orderId) },
    };
  },
  de: ({ orderId, amount }, { event, links }) => {
    const money = formatMoney(amount, 'de');
    return {
      subject: `Deine Zahlung kam nicht zustande, nichts wurde abgebucht: ${titleOf(event, 'de')}`,
      preview: `${money} wurden nicht genommen.`,
      heading: 'Deine Zahlung kam nicht zustande',
      paragraphs: [
        `Deine Bank hatte ${money} für ${titleOf(event, 'de')} zugesagt und uns dann nicht abbuchen lassen. Nichts wurde abgebucht, und die Tickets gehören dir nicht.`,
        'Du kannst noch einmal bestellen; vielleicht hilft eine andere Karte.',
      ],
      action: { label: 'Bestellung ansehen', url: links.order(orderId) },
    };
  },
};
