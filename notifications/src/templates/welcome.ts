import type { Template } from './template.js';

export const welcome: Template<'welcome'> = {
  en: (_news, { links }) => ({
    subject: 'Welcome to Marquee',
    preview: 'Your account is ready.',
    heading: 'Welcome to Marquee',
    paragraphs: [
      'Your account is ready. The price you see is the price you pay, and you are charged only when the seats are yours.',
      'We write to you about your orders and your money, and about changes to Events you are going to.',
    ],
    action: { label: 'Find something for tonight', url: links.home },
  }),
  de: (_news, { links }) => ({
    subject: 'Willkommen bei Marquee',
    preview: 'Dein Konto ist bereit.',
    heading: 'Willkommen bei Marquee',
    paragraphs: [
      'Dein Konto ist bereit. Der Preis, den du siehst, ist der Preis, den du zahlst, und belastet wirst du erst, wenn die Plätze dir gehören.',
      'Wir schreiben dir zu deinen Bestellungen und deinem Geld und wenn sich an deinen Events etwas ändert.',
    ],
    action: { label: 'Etwas für heute Abend finden', url: links.home },
  }),
};
