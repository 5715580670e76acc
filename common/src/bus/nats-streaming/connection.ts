import { setMaxListeners } from 'node:events';
import { systemClock } from '../../clock.js';
import { newId } from '../../ids.js';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';
import { aborted } from '../broker/aborted.js';
import type { BrokerConnection } from '../broker/link.js';
import { createStanding } from '../broker/standing.js';
import { type Link, openLink } from './link.js';
import type { CompleteOptions } from './options.js';

export type Connection = BrokerConnection<Link>;

const firstRetryMs = 250;
const retryMsMax = 2_000;
/** One that lived shorter says nothing about the next: what ended it may be lasting. */
const soundAfterMs = 1_000;

/**
 * Connects for ever, from the first try on. Its client id is this process's own, and the same for
 * every connect: the server then asks the old connection, gets no answer, and moves at once to
 * others what was brought over it. Under a new id it would bring events to the dead one for as
 * long as its heartbeats take.
 */
export function createConnection(
  options: CompleteOptions,
  logger: Logger,
  metrics: Metrics,
): Connection {
  const clientId = `${options.clientName.replaceAll(/[^\w-]/g, '-')}-${newId()}`;
  const closing = new AbortController();
  const standing = createStanding<Link>();
  const connects = metrics.counter('bus_connects_total', 'Times the broker was connected');
  let count = 0;

  async function connectOnce(): Promise<Link | null> {
    try {
      return await openLink(options, clientId);
    } catch (error) {
      logger.warn({ err: error }, 'NATS Streaming is not there');
      return null;
    }
  }

  async function live(link: Link): Promise<void> {
    // As many as there are publishes under way.
    setMaxListeners(0, link.lost);
    count += 1;
    connects.inc();
    logger.info({ clientId, count }, 'Connected to NATS Streaming');
    if (!link.lost.aborted) standing.set(link);
    // In the moment of the loss: whoever else is woken by it finds no link, and waits for the next.
    link.lost.addEventListener('abort', () => standing.set(null), { once: true });
    await aborted(AbortSignal.any([link.lost, closing.signal]));
    standing.set(null);
    if (closing.signal.aborted) return link.close();
    logger.warn({ err: link.lost.reason }, 'NATS Streaming was lost; trying until it is back');
  }

  async function run(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!closing.signal.aborted) {
      const link = await connectOnce();
      if (link !== null) {
        const sinceMs = performance.now();
        await live(link);
        if (performance.now() - sinceMs > soundAfterMs) retryMs = firstRetryMs;
      }
      await systemClock.sleep(retryMs * (0.5 + Math.random()), closing.signal);
      retryMs = Math.min(2 * retryMs, retryMsMax);
    }
  }
  const running = run();

  return {
    current: standing.current,
    when: standing.when,
    count: () => count,
    async close() {
      closing.abort();
      await running;
    },
  };
}
