import type { ConsumerConfig, ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';
import { differences } from './differences.js';
import { isConsumerMissing } from './errors.js';

type Wanted = Partial<ConsumerConfig> & { readonly durable_name: string };

export interface EnsuredConsumer {
  readonly info: ConsumerInfo;
  readonly isNew: boolean;
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
    return { info: made, isNew: true, changed: [] };
  }
  const { durable_name: name, deliver_policy: _neverChanges, ...settings } = wanted;
  const changed = differences(settings, info.config);
  if (changed.length === 0) return { info, isNew: false, changed };
  return {
    info: await manager.consumers.update(streamName, name, settings),
    isNew: false,
    changed,
  };
}

async function findConsumer(manager: JetStreamManager, streamName: string, name: string) {
  try {
    return await manager.consumers.info(streamName, name);
  } catch (error) {
    if (isConsumerMissing(error)) return null;
    throw error;
  }
}
