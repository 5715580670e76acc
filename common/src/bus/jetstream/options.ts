import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';

/** How a broker is reached, and as whom. */
export interface JetStreamServers {
  /** Addresses such as `nats://broker:4222`; one of a cluster is enough. */
  readonly servers: readonly string[];
  readonly user?: string;
  readonly password?: string;
  /** The text of a `.creds` file, instead of a user and password. */
  readonly creds?: string;
  /** The file of the certificate authority; set, the connection must be encrypted. */
  readonly caFile?: string;
  /** Where answers to this user go, if its permissions name one. Default `_INBOX`. */
  readonly inboxPrefix?: string;
  /** Told to the server, for its connection list. */
  readonly name: string;
}

/** The one stream that holds every domain event. */
export interface StreamShape {
  /** Default `marquee`. */
  readonly streamName?: string;
  /** Default `evt`: the first word of every subject. Two streams of one server need two. */
  readonly subjectRoot?: string;
  /** Copies in a cluster. Default 1. */
  readonly replicas?: number;
  /** The stream refuses when it is full; nothing is dropped. Default 2 GiB. */
  readonly maxBytes?: number;
}

export interface JetStreamBusOptions extends JetStreamServers, StreamShape {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** How long a publish or a question waits for its answer. Default 5,000. */
  readonly answerTimeoutMs?: number;
  /** How long after a lost process its deliveries go to another. Default 30,000. */
  readonly ackWaitMs?: number;
  /** Deliveries of one durable and aggregate type under way in all processes. Default 512. */
  readonly inFlightMax?: number;
  /** How often the stream's fill and the consumers' lag are asked. Default 15,000. */
  readonly watchEveryMs?: number;
}

export const defaults = {
  streamName: 'marquee',
  subjectRoot: 'evt',
  maxBytes: 2 * 1024 ** 3,
  answerTimeoutMs: 5_000,
  ackWaitMs: 30_000,
  inFlightMax: 512,
  watchEveryMs: 15_000,
};
