import type { BrokerOptions, RunningBroker } from './broker-process.mjs';

export interface NatsStreamingServerOptions extends BrokerOptions {
  /** What clients must name; `marquee` if not said. */
  clusterId?: string;
}

export declare function startNatsStreamingServer(
  options: NatsStreamingServerOptions,
): Promise<RunningBroker>;
