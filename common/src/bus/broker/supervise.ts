import { systemClock } from '../../clock.js';
import type { BrokerConnection, BrokerLink } from './link.js';

export interface SupervisedWork<Link extends BrokerLink> {
  readonly connection: Pick<BrokerConnection<Link>, 'when'>;
  /** Works until the signal aborts, and resolves then; throws if it cannot. */
  work(link: Link, signal: AbortSignal): Promise<void>;
  /** It threw although the connection is there. A pause follows, then it begins again. */
  onFailure(error: unknown, link: Link): void;
}

export interface Supervised {
  stop(): Promise<void>;
}

const pauseMs = 300;

/** Keeps work going that needs a connection: begun again on every new one, for ever. */
export function supervise<Link extends BrokerLink>(options: SupervisedWork<Link>): Supervised {
  const { connection, work, onFailure } = options;
  const stopping = new AbortController();

  async function workOnce(link: Link): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, link.lost]);
    try {
      await work(link, signal);
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error, link);
      await systemClock.sleep(pauseMs * (0.5 + Math.random()), stopping.signal);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const link = await connection.when(stopping.signal);
      if (link !== null && !link.lost.aborted) await workOnce(link);
    }
  }
  const running = run();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
