import type { StoredObject } from '../data/object.repository.js';
import { type Json, seconds } from '../http/json.js';

export type EventType =
  | 'account.updated'
  | 'charge.captured'
  | 'charge.expired'
  | 'charge.refunded'
  | 'charge.succeeded'
  | 'payment_intent.amount_capturable_updated'
  | 'payment_intent.canceled'
  | 'payment_intent.created'
  | 'payment_intent.payment_failed'
  | 'payment_intent.requires_action'
  | 'payment_intent.succeeded'
  | 'refund.created'
  | 'refund.failed'
  | 'refund.updated'
  | 'transfer.created'
  | 'transfer.reversed';

/** What happened, with the object as it was then. */
export interface EventDraft {
  readonly type: EventType;
  readonly object: Json;
  /** The connected account that it happened to. */
  readonly account?: string;
}

export interface SandboxEvent extends StoredObject, EventDraft {}

/** The SDK's version, which objects are shown in. */
export const apiVersion = '2026-10-28.endive';

export function renderEvent(
  { _id, type, object, account, createdAt }: SandboxEvent,
  pendingWebhooks: number,
): Json {
  return {
    id: _id,
    object: 'event',
    ...(account !== undefined && { account }),
    api_version: apiVersion,
    created: seconds(createdAt),
    data: { object },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: null, idempotency_key: null },
    type,
  };
}
