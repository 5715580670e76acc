import type { EventFacts, Recipient } from '../domain/facts.js';
import type { Language } from '../domain/language.js';
import type { Message } from '../domain/mail.js';
import type { News } from '../domain/news.js';
import { eventCancelled } from './event-cancelled.js';
import { eventChanged } from './event-changed.js';
import { holdEnded } from './hold-ended.js';
import { htmlOf, oneLine, textOf } from './layout.js';
import type { Letter } from './letter.js';
import { orderComplete } from './order-complete.js';
import { orderPlaced } from './order-placed.js';
import { paymentFailed } from './payment-failed.js';
import { paymentRefunded } from './payment-refunded.js';
import { paymentReleased } from './payment-released.js';
import { linksOf, type TemplateContext } from './template.js';
import { welcome } from './welcome.js';

export interface RenderOptions {
  readonly publicUrl: string;
  /** For people who have not said which they read. */
  readonly language: Language;
}

/** The mail that tells `recipient` the news, in their language. */
export function renderMail(
  news: News,
  recipient: Recipient,
  event: EventFacts | null,
  options: RenderOptions,
): Message {
  const language = recipient.language ?? options.language;
  const links = linksOf(options.publicUrl);
  const letter = letterOf(news, language, { event: event && visible(event), links });
  const name = oneLine(recipient.name);
  const frame = { language, name, publicUrl: links.home };
  return {
    to: { name, address: recipient.email },
    subject: oneLine(letter.subject),
    text: textOf(letter, frame),
    html: htmlOf(letter, frame),
  };
}

function letterOf(news: News, language: Language, context: TemplateContext): Letter {
  switch (news.kind) {
    case 'welcome':
      return welcome[language](news, context);
    case 'order_placed':
      return orderPlaced[language](news, context);
    case 'order_complete':
      return orderComplete[language](news, context);
    case 'hold_ended':
      return holdEnded[language](news, context);
    case 'payment_released':
      return paymentReleased[language](news, context);
    case 'payment_failed':
      return paymentFailed[language](news, context);
    case 'payment_refunded':
      return paymentRefunded[language](news, context);
    case 'event_cancelled':
      return eventCancelled[language]({ ...news, event: visible(news.event) }, context);
    case 'event_changed': {
      const [event, before] = [visible(news.event), visible(news.before)];
      return eventChanged[language]({ ...news, event, before }, context);
    }
  }
}

/** What organisers typed, each on one line. */
function visible(event: EventFacts): EventFacts {
  const { name, city, country, timeZone } = event.venue;
  const venue = { name: oneLine(name), city: oneLine(city), country, timeZone };
  return { ...event, title: oneLine(event.title), venue };
}
