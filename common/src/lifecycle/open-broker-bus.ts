import { readFile } from 'node:fs/promises';
import { createJetStreamBus } from '../bus/jetstream/index.js';
import { createNatsStreamingBus } from '../bus/nats-streaming/index.js';
import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { type BusEnvironment, ConfigurationError } from '../config/index.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';

export interface BrokerBusOptions {
  readonly environment: BusEnvironment;
  /** Of this process, as the broker's operators see it. */
  readonly name: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

const lookMs = 50;
const sayEveryMs = 5_000;

/**
 * Connects to the broker the environment names and waits until it can be published to, for as long
 * as that takes: a process may be started before its broker. Says every few seconds that it waits.
 * Throws what `signal` was aborted with, and ConfigurationError when a file cannot be read.
 */
export async function openBrokerBus(options: BrokerBusOptions): Promise<Bus> {
  const bus = await createBus(options);
  try {
    await untilReady(bus, options);
    return bus;
  } catch (error) {
    await bus.close();
    throw error;
  }
}

async function untilReady(bus: Bus, options: BrokerBusOptions): Promise<void> {
  const { environment, logger, clock, signal } = options;
  const where = { bus: environment.BUS, servers: environment.NATS_URL };
  let saidAtMs = performance.now();
  while (!bus.isReady()) {
    await clock.sleep(lookMs, signal);
    signal?.throwIfAborted();
    if (performance.now() - saidAtMs < sayEveryMs) continue;
    saidAtMs = performance.now();
    logger.warn(where, 'Waiting for the broker');
  }
}

async function createBus(options: BrokerBusOptions): Promise<Bus> {
  const { environment } = options;
  if (environment.BUS === 'nats-streaming') return createNatsStreaming(options);
  const { NATS_URL = [], NATS_USER, NATS_PASSWORD, NATS_CREDS, NATS_CA_FILE } = environment;
  const { NATS_INBOX_PREFIX, NATS_STREAM_REPLICAS, NATS_STREAM_MAX_BYTES } = environment;
  const { name, logger, metrics } = options;
  return createJetStreamBus({
    ...{ servers: NATS_URL, name, logger, metrics, replicas: NATS_STREAM_REPLICAS },
    ...(NATS_USER !== undefined && { user: NATS_USER }),
    ...(NATS_PASSWORD !== undefined && { password: NATS_PASSWORD }),
    ...(NATS_CREDS !== undefined && { creds: await readCredentials(NATS_CREDS) }),
    ...(NATS_CA_FILE !== undefined && { caFile: NATS_CA_FILE }),
    ...(NATS_INBOX_PREFIX !== undefined && { inboxPrefix: NATS_INBOX_PREFIX }),
    ...(NATS_STREAM_MAX_BYTES !== undefined && { maxBytes: NATS_STREAM_MAX_BYTES }),
  });
}

function createNatsStreaming({ environment, name, logger, metrics }: BrokerBusOptions): Bus {
  const { NATS_URL = [], NATS_USER, NATS_PASSWORD, NATS_CLUSTER_ID: clusterId } = environment;
  return createNatsStreamingBus({
    ...{ url: NATS_URL[0] ?? '', clusterId, clientName: name, logger, metrics },
    ...(NATS_USER !== undefined && { user: NATS_USER }),
    ...(NATS_PASSWORD !== undefined && { password: NATS_PASSWORD }),
  });
}

async function readCredentials(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(`NATS_CREDS: ${file} cannot be read`, { cause });
  }
}
