import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';

export interface NatsStreamingBusOptions {
  /** Such as `nats://broker:4222`. */
  readonly url: string;
  /** As they are: its client would not decode them in an address. */
  readonly user?: string;
  readonly password?: string;
  /** The server's `--cluster_id`. */
  readonly clusterId: string;
  /** The service's name; every process adds something of its own, since ids must be unique. */
  readonly clientName: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Default `evt`: the first word of every channel. Two buses of one server need two. */
  readonly channelRoot?: string;
  /** How long a publish or a question waits for its answer. Default 5,000. */
  readonly answerTimeoutMs?: number;
  /**
   * How long after a lost process its deliveries go to another; whole seconds. Default 60,000, as
   * a delivery that is put off for longer is also brought to another process.
   */
  readonly ackWaitMs?: number;
  /** Deliveries of one durable and aggregate type under way in this process. Default 256. */
  readonly inFlightMax?: number;
  /** How often the server is asked whether it still knows us; whole seconds. Default 2,000. */
  readonly pingEveryMs?: number;
}

export const defaults = {
  channelRoot: 'evt',
  answerTimeoutMs: 5_000,
  ackWaitMs: 60_000,
  inFlightMax: 256,
  pingEveryMs: 2_000,
};

export type CompleteOptions = NatsStreamingBusOptions & typeof defaults;
