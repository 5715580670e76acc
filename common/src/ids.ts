import { v7 } from 'uuid';

/** A string that can only be made by the function that knows what it identifies. */
export type Branded<Name extends string> = string & { readonly __brand: Name };

export type UserId = Branded<'UserId'>;
export type SessionId = Branded<'SessionId'>;
export type EventId = Branded<'EventId'>;
export type TicketId = Branded<'TicketId'>;
export type OrderId = Branded<'OrderId'>;
export type PaymentId = Branded<'PaymentId'>;
export type RefundId = Branded<'RefundId'>;
export type PayoutId = Branded<'PayoutId'>;
export type DomainEventId = Branded<'DomainEventId'>;

const uuidV7Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A new UUIDv7, in time order within one process (RFC 9562). */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}

/** True for the ids we make: lower-case UUIDv7. */
export function isUuidV7(value: string): boolean {
  return uuidV7Pattern.test(value);
}

/** True for any UUID: a UUID that is not v7 is well-formed, but unknown to us (404, not 400). */
export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

/** When a UUIDv7 was made, by the clock of whoever made it. Throws on anything else. */
export function madeAt(id: string): Date {
  if (!isUuidV7(id)) throw new TypeError('Only a UUIDv7 says when it was made');
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
