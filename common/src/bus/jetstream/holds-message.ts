import type { JetStreamManager } from '@nats-io/jetstream';
import type { DomainEventId } from '../../ids.js';
import { decodeEvent } from '../broker/event-codec.js';
import type { Layout } from './layout.js';

/**
 * Whether the stream has this event at this position; asked of its leader. Null: it is older than
 * what is kept, or an operator removed it, which is no loss.
 */
export async function holdsMessage(
  { streams }: JetStreamManager,
  { streamName }: Layout,
  { sequence, eventId }: { readonly sequence: number; readonly eventId: DomainEventId },
): Promise<boolean | null> {
  const stored = await streams.getMessage(streamName, { seq: sequence });
  if (stored !== null) return decodeEvent(stored.data)?.id === eventId;
  const { state } = await streams.info(streamName);
  return sequence > state.last_seq ? false : null;
}
