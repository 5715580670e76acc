import type { EventFacts, Recipient } from './facts.js';
import type { NewMail, SkipReason } from './mail.js';

/** What is known around a mail when it is about to be sent. */
export interface Surroundings {
  /** The database's time. */
  readonly now: Date;
  /** When this service was started for the first time. */
  readonly bornAt: Date;
  readonly ageMsMax: number;
  readonly recipient: Recipient | null;
  /** Null when it is not about an Event, or the Event has not been heard of. */
  readonly event: (EventFacts & { readonly isCancelled: boolean }) | null;
}

export type Standing =
  | { readonly kind: 'send'; readonly recipient: Recipient }
  | { readonly kind: 'wait' }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

/** Orders, users and Events come on different ways; one that is this late may not come at all. */
const eventWaitMsMax = 60_000;

/**
 * Whether a mail is still worth sending. News from before this service's birth were told in
 * another way or not at all; what is too old, or no longer so, would only mislead.
 */
export function standingOf(mail: NewMail, around: Surroundings): Standing {
  const ageMs = around.now.getTime() - mail.occurredAt.getTime();
  if (mail.occurredAt < around.bornAt) return skip('before_birth');
  if (isOvertaken(mail, around)) return skip('overtaken');
  if (ageMs > around.ageMsMax) return skip(around.recipient === null ? 'no_address' : 'too_old');
  if (around.recipient === null) return { kind: 'wait' };
  if (around.event === null && mail.news.kind !== 'welcome' && ageMs < eventWaitMsMax)
    return { kind: 'wait' };
  return { kind: 'send', recipient: around.recipient };
}

const skip = (reason: SkipReason): Standing => ({ kind: 'skip', reason });

/** "Pay until 20:15" after 20:15, or "You're going" to what does not take place. */
function isOvertaken({ news }: NewMail, { now, event }: Surroundings): boolean {
  switch (news.kind) {
    case 'order_placed':
      return news.order.expiresAt <= now || event?.isCancelled === true;
    case 'order_complete':
    case 'event_changed':
      return event?.isCancelled === true;
    default:
      return false;
  }
}
