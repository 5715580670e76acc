import type { BrokerOptions, RunningBroker } from './broker-process.mjs';

export interface NatsServerOptions extends BrokerOptions {
  /** `marquee` if not said. */
  serverName?: string;
}

export declare function startNatsServer(options: NatsServerOptions): Promise<RunningBroker>;
