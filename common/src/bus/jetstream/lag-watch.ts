import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';
import { whileUp } from '../broker/while-up.js';
import type { Durable } from '../port.js';
import type { Connection, Link } from './connection.js';
import { consumerNameOf, type Layout } from './layout.js';

export interface LagWatchOptions {
  readonly connection: Connection;
  readonly layout: Layout;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly everyMs: number;
}

/** Tells, rarely, how many events wait for each durable of this process. */
export function createLagWatch({ connection, layout, metrics, logger, everyMs }: LagWatchOptions) {
  const gauge = metrics.gauge(
    'bus_consumer_lag_events',
    'Events on the broker that a durable was not yet brought',
    ['durable'],
  );
  const closing = new AbortController();
  const durables = new Map<string, Durable>();

  async function lagOf(link: Link, { name, aggregateTypes }: Durable): Promise<number> {
    const infos = aggregateTypes.map((aggregateType) =>
      link.manager.consumers.info(layout.streamName, consumerNameOf(name, aggregateType)),
    );
    const pending = (await whileUp(link, Promise.all(infos))).map((info) => info.num_pending);
    return pending.reduce((sum, events) => sum + events, 0);
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await systemClock.sleep(everyMs, closing.signal);
      const link = await connection.when(closing.signal);
      if (link === null) return;
      for (const durable of durables.values()) {
        try {
          gauge.set({ durable: durable.name }, await lagOf(link, durable));
        } catch (error) {
          logger.debug({ err: error, durable: durable.name }, 'The lag is not known now');
        }
      }
    }
  }
  const running = run();

  return {
    add: (durable: Durable) => void durables.set(durable.name, durable),
    async close(): Promise<void> {
      closing.abort();
      await running;
    },
  };
}
