import type { ConsumerConfig, ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';
import { differences } from './differences.js';
import { isConsumerMissing, isForbidden } from './errors.js';

type Wanted = Partial<ConsumerConfig> & { readonly durable_name: string };

export interface EnsuredConsumer {
  readonly info: ConsumerInfo;
  readonly isNew: boolean;
  /** Whether it stood ahead of the stream, and what came of it. */
  readonly ahead: 'no' | 'made again' | 'left: this user may not delete it';
  /** The settings that were otherwise and have been changed. */
  readonly changed: readonly string[];
}

/**
 * The durable consumer, made or brought up to date. Many processes may do so at once: the same
 * wish twice is no error, and a race that is one is over at the next try.
 */
export async function ensureConsumer(
  manager: JetStreamManager,
  streamName: string,
  wanted: Wanted,
): Promise<EnsuredConsumer> {
  const info = await findConsumer(manager, streamName, wanted.durable_name);
  if (info === null) {
    const made = await manager.consumers.add(streamName, wanted);
    return { info: made, isNew: true, ahead: 'no', changed: [] };
  }
  if (await isAhead(manager, streamName, info)) {
    return replaceConsumer(manager, streamName, wanted, info);
  }
  const { durable_name: name, deliver_policy: _neverChanges, ...settings } = wanted;
  const changed = differences(settings, info.config);
  if (changed.length === 0) return { info, isNew: false, ahead: 'no', changed };
  return {
    info: await manager.consumers.update(streamName, name, settings),
    isNew: false,
    ahead: 'no',
    changed,
  };
}

/**
 * Whether the stream lost its tail and the consumer did not: it passes over what gets the lost
 * numbers anew, or (2.9) brings it after the ack wait. Asked later, the stream only has more.
 */
async function isAhead(manager: JetStreamManager, streamName: string, info: ConsumerInfo) {
  const { state } = await manager.streams.info(streamName);
  return info.delivered.stream_seq > state.last_seq;
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
    return { info, isNew: false, ahead: 'left: this user may not delete it', changed: [] };
  }
  const made = await manager.consumers.add(streamName, wanted);
  return { info: made, isNew: false, ahead: 'made again', changed: [] };
}

async function findConsumer(manager: JetStreamManager, streamName: string, name: string) {
  try {
    return await manager.consumers.info(streamName, name);
  } catch (error) {
    if (isConsumerMissing(error)) return null;
    throw error;
  }
}
