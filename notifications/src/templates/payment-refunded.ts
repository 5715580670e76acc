import { formatMoney, titleOf } from './format.js';
import type { Template } from './template.js';

export const paymentRefunded: Template<'payment_refunded'> = {
  en: ({ orderId, amount, paid }, { event, links }) => {
    const money = formatMoney(amount, 'en');
    return {
      subject: `Your refund is on its way: ${titleOf(event, 'en')}`,
      preview: `${money} goes back to the card you paid with.`,
      heading: `${money} goes back to you`,
      paragraphs: [
        `We refunded ${money} for ${titleOf(event, 'en')} to the card you paid with.`,
        ...(paid ? [`That is a part of the ${formatMoney(paid, 'en')} you paid.`] : []),
        'Banks usually need five to ten days to show a refund.',
      ],
      action: { label: 'See your order', url: links.order(orderId) },
    };
  },
  de: ({ orderId, amount, paid }, { event, links }) => {
    const money = formatMoney(amount, 'de');
    return {
      subject: `Deine Erstattung ist unterwegs: ${titleOf(event, 'de')}`,
      preview: `${money} gehen zurück auf die Karte, mit der du bezahlt hast.`,
      heading: `Du bekommst ${money} zurück`,
      paragraphs: [
        `Wir haben ${money} für ${titleOf(event, 'de')} auf die Karte erstattet, mit der du bezahlt hast.`,
        ...(paid ? [`Das ist ein Teil der ${formatMoney(paid, 'de')}, die du bezahlt hast.`] : []),
        'Banken brauchen meist fünf bis zehn Tage, bis eine Erstattung erscheint.',
      ],
      action: { label: 'Bestellung ansehen', url: links.order(orderId) },
    };
  },
};
