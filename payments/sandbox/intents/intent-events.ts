import { renderCharge } from '../charges/render-charge.js';
import type { EventDraft, EventType } from '../events/event.js';
import type { SandboxIntent } from './intent.js';
import { type ChallengeUrl, renderIntent } from './render.js';

/** What Stripe announces when an intent has become another; `before` is null for a new one. */
export function intentEvents(
  before: SandboxIntent | null,
  after: SandboxIntent,
  challengeUrl: ChallengeUrl,
): readonly EventDraft[] {
  return typesOf(before, after).map((type) => {
    const { authorisedAt } = after;
    const isOfCharge = type.startsWith('charge.') && authorisedAt !== null;
    const object = isOfCharge
      ? renderCharge(after, authorisedAt)
      : renderIntent(after, challengeUrl);
    return { type, object };
  });
}

function typesOf(before: SandboxIntent | null, after: SandboxIntent): readonly EventType[] {
  const isNew = before === null;
  const isAuthorised = (before?.authorisedAt ?? null) === null && after.authorisedAt !== null;
  const { lastPaymentError: error } = after;
  const isDeclined = error !== null && error !== before?.lastPaymentError;
  return [
    ...when(isNew, 'payment_intent.created'),
    ...when(isAuthorised, 'charge.succeeded'),
    ...when(isDeclined, 'payment_intent.payment_failed'),
    ...(before?.status === after.status ? [] : statusTypes(before, after)),
    ...when(after.amountRefunded > (before?.amountRefunded ?? 0), 'charge.refunded'),
  ];
}

function statusTypes(before: SandboxIntent | null, after: SandboxIntent): readonly EventType[] {
  switch (after.status) {
    case 'requires_action':
      return ['payment_intent.requires_action'];
    case 'requires_capture':
      return ['payment_intent.amount_capturable_updated'];
    case 'succeeded':
      return [
        ...when(before?.status === 'requires_capture', 'charge.captured'),
        'payment_intent.succeeded',
      ];
    case 'canceled':
      return [...releaseTypes(after), 'payment_intent.canceled'];
    case 'requires_payment_method':
    case 'requires_confirmation':
      return [];
  }
}

function releaseTypes({ authorisedAt, cancellationReason }: SandboxIntent): readonly EventType[] {
  if (authorisedAt === null) return [];
  return [cancellationReason === 'automatic' ? 'charge.expired' : 'charge.refunded'];
}

function when(condition: boolean, type: EventType): readonly EventType[] {
  return condition ? [type] : [];
}
