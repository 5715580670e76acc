import { type JetStreamManager, jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { connectionOptions } from './connection-options.js';
import { differences } from './differences.js';
import { isStreamNotFound } from './errors.js';
import { type Layout, layoutOf } from './layout.js';
import type { JetStreamServers, StreamShape } from './options.js';

/** The stream as it is, or null if there is none. */
export async function findStream(manager: JetStreamManager, layout: Layout) {
  try {
    return await manager.streams.info(layout.streamName);
  } catch (error) {
    if (isStreamNotFound(error)) return null;
    throw error;
  }
}

/** Makes the stream. Many processes may do so at once: the same wish twice is no error. */
export function makeStream(manager: JetStreamManager, layout: Layout): Promise<StreamInfo> {
  return manager.streams.add(layout.stream);
}

/**
 * Gives the stream the size that is wanted and leaves all else. Null when it has it, or when it
 * holds more: a lower limit would make the server drop the oldest events.
 */
export async function resizeStream(
  manager: JetStreamManager,
  { streamName, stream: { max_bytes: bytesMax } }: Layout,
  { config, state }: StreamInfo,
): Promise<StreamInfo | null> {
  if (config.max_bytes === bytesMax || state.bytes > bytesMax) return null;
  return manager.streams.update(streamName, { max_bytes: bytesMax });
}

/**
 * For a setup job that may do what services may not: makes the stream, or brings an existing one
 * up to date. Answers what it changed, by name. Throws when the broker is not there, and when a
 * lower `maxBytes` would make the server drop events.
 */
export async function ensureStream(
  options: JetStreamServers & StreamShape,
): Promise<{ readonly isNew: boolean; readonly changed: readonly string[] }> {
  const layout = layoutOf(options);
  const nats = await connect({ ...connectionOptions(options), reconnect: false });
  try {
    const manager = await jetstreamManager(nats);
    const found = await findStream(manager, layout);
    const info = found ?? (await makeStream(manager, layout));
    const changed = differences(layout.stream, info.config);
    if (changed.length > 0) await updateStream(manager, layout, info);
    return { isNew: found === null, changed };
  } finally {
    await nats.close();
  }
}

async function updateStream(manager: JetStreamManager, layout: Layout, info: StreamInfo) {
  if (layout.stream.max_bytes > 0 && layout.stream.max_bytes < info.state.bytes) {
    throw new RangeError(
      `${layout.streamName} holds ${info.state.bytes} bytes: a limit of ` +
        `${layout.stream.max_bytes} would drop the oldest events`,
    );
  }
  const { name, ...config } = layout.stream;
  await manager.streams.update(name, config);
}
