import type { JetStreamManager } from '@nats-io/jetstream';
import type { DomainEvent } from '../../contracts/domain-event.js';
import { decodeEvent } from '../broker/event-codec.js';
import type { Layout } from './layout.js';

/** How an aggregate's subject ends, seen from an event that is to be published on it. */
export type LastMessage =
  /** The event itself: it was published, and the answer was lost. */
  | { readonly kind: 'ours'; readonly sequence: number }
  /** A later version: somebody else relays this aggregate, or it is published again. */
  | { readonly kind: 'higher'; readonly version: number }
  /** An earlier version, or nothing at all (sequence 0): the event may follow it. */
  | { readonly kind: 'lower' | 'empty'; readonly sequence: number };

/** Asks the stream's leader, since a replica's answer may be old. */
export async function askLastMessage(
  manager: JetStreamManager,
  layout: Layout,
  event: DomainEvent,
): Promise<LastMessage> {
  const subject = layout.subjectOf(event);
  const stored = await manager.streams.getMessage(layout.streamName, { last_by_subj: subject });
  if (stored === null) return { kind: 'empty', sequence: 0 };
  const last = decodeEvent(stored.data);
  if (last?.id === event.id) return { kind: 'ours', sequence: stored.seq };
  if (last !== null && last.aggregateVersion > event.aggregateVersion) {
    return { kind: 'higher', version: last.aggregateVersion };
  }
  return { kind: 'lower', sequence: stored.seq };
}
