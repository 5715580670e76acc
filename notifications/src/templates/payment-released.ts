import type { ReleaseCause } from '../domain/news.js';
import { formatMoney, titleOf } from './format.js';
import type { Template } from './template.js';

export const paymentReleased: Template<'payment_released'> = {
  en: ({ orderId, amount, cause }, { event, links }) => {
    const money = formatMoney(amount, 'en');
    return {
      subject: `Your payment was released: ${titleOf(event, 'en')}`,
      preview: `${money} was not taken.`,
      heading: `${money} was not taken`,
      paragraphs: [
        english[cause](titleOf(event, 'en')),
        `Your bank had set ${money} aside for us. We did not take it and told the bank to release it. When it shows again depends on your bank: often at once, sometimes after a few days.`,
      ],
      action: { label: 'See your order', url: links.order(orderId) },
    };
  },
  de: ({ orderId, amount, cause }, { event, links }) => {
    const money = formatMoney(amount, 'de');
    return {
      subject: `Deine Zahlung wurde freigegeben: ${titleOf(event, 'de')}`,
      preview: `${money} wurden nicht genommen.`,
      heading: `${money} wurden nicht genommen`,
      paragraphs: [
        german[cause](titleOf(event, 'de')),
        `Deine Bank hatte ${money} für uns vorgemerkt. Wir haben nichts genommen und der Bank gesagt, dass sie den Betrag freigeben soll. Wann er wieder erscheint, liegt an der Bank: oft sofort, manchmal nach einigen Tagen.`,
      ],
      action: { label: 'Bestellung ansehen', url: links.order(orderId) },
    };
  },
};

const english: Readonly<Record<ReleaseCause, (title: string) => string>> = {
  too_late: (title) =>
    `Your payment for ${title} arrived after the hold had ended, so the tickets were free for others.`,
  order_cancelled: (title) => `Your order for ${title} was cancelled before it was paid.`,
  paid_otherwise: (title) =>
    `Your order for ${title} was already paid with another payment. You pay only once.`,
};

const german: Readonly<Record<ReleaseCause, (title: string) => string>> = {
  too_late: (title) =>
    `Deine Zahlung für ${title} kam an, als die Reservierung schon abgelaufen war; die Tickets waren wieder für alle frei.`,
  order_cancelled: (title) =>
    `Deine Bestellung für ${title} wurde storniert, bevor sie bezahlt war.`,
  paid_otherwise: (title) =>
    `Deine Bestellung für ${title} war schon mit einer anderen Zahlung bezahlt. Du zahlst nur einmal.`,
};
