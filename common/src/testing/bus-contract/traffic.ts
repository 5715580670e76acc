import { aTicketId, type Backbone } from '../backbone.js';

export interface Traffic {
  readonly ids: readonly string[];
  /** The version that every one of them has by now. */
  version(): number;
  /** Resolves with their last version. */
  stop(): Promise<number>;
}

/** Commits version after version of so many tickets, until it is stopped. */
export function startTraffic(backbone: Backbone, count: number): Traffic {
  const ids = Array.from({ length: count }, aTicketId);
  let version = 0;
  let isStopped = false;
  async function run(): Promise<void> {
    while (!isStopped) {
      for (const id of ids) await backbone.announce(id, version + 1);
      version += 1;
    }
  }
  const running = run();
  // Told when it is stopped.
  running.catch(() => undefined);
  return {
    ids,
    version: () => version,
    async stop() {
      isStopped = true;
      await running;
      return version;
    },
  };
}
