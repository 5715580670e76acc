import type { ConsumerConfig, ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';
import { differences } from './differences.js';
import { isConsumerMissing, isForbidden } from './errors.js';

type Wanted = Partial<ConsumerConfig> & { readonly durable_name: string };

/** The highest message that this process was brought by a durable. */
export interface Brought {
  readonly sequence: number;
  readonly storedAt: Date;
  /** When the durable was made that brought it. */
  readonly madeAt: string;
}

export interface EnsuredConsumer {
  readonly info: ConsumerInfo;
  readonly isNew: boolean;
  /** What came of one that stood ahead of its stream: `undeletable` is left so, by this user's rights. */
  readonly ahead: 'remade' | 'undeletable' | null;
  /** The settings that were otherwise and have been changed. */
  readonly changed: readonly string[];
}

/**
 * The durable consumer, made or brought up to date. Many processes may do so at once: the same
 * wish twice is no error, and a race that is one is over at the next try. `last` is what it brought
 * before, null when nothing is known.
 */
export async function ensureConsumer(
  manager: JetStreamManager,
  streamName: string,
  wanted: Wanted,
  last: Brought | null,
): Promise<EnsuredConsumer> {
  const info = await findConsumer(manager, streamName, wanted.durable_name);
  if (info === null) {
    const made = await manager.consumers.add(streamName, wanted);
    return { info: made, isNew: true, ahead: null, changed: [] };
  }
  if (await isAhead(manager, streamName, info, last)) {
    return replaceConsumer(manager, streamName, wanted, info);
  }
  const { durable_name: name, deliver_policy: _neverChanges, ...settings } = wanted;
  const changed = differences(settings, info.config);
  if (changed.length === 0) return { info, isNew: false, ahead: null, changed };
  return {
    info: await manager.consumers.update(streamName, name, settings),
    isNew: false,
    ahead: null,
    changed,
  };
}

/**
 * Whether the stream lost its tail and the consumer did not, so that it passes over what gets the
 * lost numbers anew. Newer servers put that right when they start; 2.9 does not. Where others have
 * filled the stream again meanwhile, another message is in the place of the last that was brought.
 */
async function isAhead(
  manager: JetStreamManager,
  streamName: string,
  info: ConsumerInfo,
  last: Brought | null,
): Promise<boolean> {
  const { state } = await manager.streams.info(streamName);
  const { stream_seq: deliveredUpTo } = info.delivered;
  if (deliveredUpTo > state.last_seq) return true;
  if (last === null || last.madeAt !== info.created || last.sequence > deliveredUpTo) return false;
  const stored = await manager.streams.getMessage(streamName, { seq: last.sequence });
  return stored !== null && stored.time.getTime() !== last.storedAt.getTime();
}

async function replaceConsumer(
  manager: JetStreamManager,
  streamName: string,
  wanted: Wanted,
  info: ConsumerInfo,
): Promise<EnsuredConsumer> {
  try {
    await manager.consumers.delete(streamName, wanted.durable_name);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return { info, isNew: false, ahead: 'undeletable', changed: [] };
  }
  const made = await manager.consumers.add(streamName, wanted);
  return { info: made, isNew: false, ahead: 'remade', changed: [] };
}

async function findConsumer(manager: JetStreamManager, streamName: string, name: string) {
  try {
    return await manager.consumers.info(streamName, name);
  } catch (error) {
    if (isConsumerMissing(error)) return null;
    throw error;
  }
}
