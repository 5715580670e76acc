import type { DomainEvent } from '../contracts/domain-event.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeEvent(event: DomainEvent): Uint8Array {
  return encoder.encode(JSON.stringify(event));
}

/** Null for what no relay of ours can have published; what it says in detail is the inbox's. */
export function decodeEvent(data: Uint8Array): DomainEvent | null {
  try {
    const event = JSON.parse(decoder.decode(data)) as Partial<DomainEvent> | null;
    const isEvent = typeof event?.id === 'string' && typeof event.aggregateId === 'string';
    return isEvent ? (event as DomainEvent) : null;
  } catch {
    return null;
  }
}
