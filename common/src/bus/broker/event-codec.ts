import { type DomainEvent, envelopeSchema } from '../../contracts/domain-event.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A newer version of ours may say more around an event. */
const readable = envelopeSchema.loose();

export function encodeEvent(event: DomainEvent): Uint8Array {
  return encoder.encode(JSON.stringify(event));
}

/** Null for what no relay of ours can have published; what it says in detail is the inbox's. */
export function decodeEvent(data: Uint8Array): DomainEvent | null {
  try {
    const event: unknown = JSON.parse(decoder.decode(data));
    return readable.safeParse(event).success ? (event as DomainEvent) : null;
  } catch {
    return null;
  }
}
