import type { Supervised } from '../topology/supervised.js';

const probeEveryMs = 500;
const probeMsMax = 1_000;

/** Which processes may be sent requests now, as an ingress knows it: by asking them. */
export interface Replicas {
  /**
   * The ports of those that were ready when they were last asked, another one first every time.
   * When none was, those of all that run: as Envoy does, rather than turn everybody away.
   */
  portsOf(service: string): readonly number[];
  stop(): void;
}

/** A process that just started is in at once: it said itself that it is ready. */
export function watchReplicas(all: ReadonlyMap<string, Supervised>): Replicas {
  const unready = new Set<number>();
  const turns = new Map<string, number>();

  async function probe(process: Supervised): Promise<void> {
    const life = process.life();
    const internalPort = life?.facts()?.internalPort;
    if (life === null || internalPort === undefined) return;
    const isReady = await fetch(`http://127.0.0.1:${internalPort}/readyz`, {
      signal: AbortSignal.timeout(probeMsMax),
    }).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) unready.delete(life.pid);
    else unready.add(life.pid);
  }

  const timer = setInterval(() => {
    for (const one of all.values()) void probe(one);
  }, probeEveryMs);

  return {
    portsOf(service) {
      const running = [...all.values()].flatMap((one) => {
        const life = one.service === service ? one.life() : null;
        const port = life?.facts()?.port;
        return life === null || port === undefined ? [] : [{ port, pid: life.pid }];
      });
      const ready = running.filter(({ pid }) => !unready.has(pid));
      const ports = (ready.length > 0 ? ready : running).map(({ port }) => port);
      const turn = turns.get(service) ?? 0;
      turns.set(service, turn + 1);
      const first = ports.length === 0 ? 0 : turn % ports.length;
      return [...ports.slice(first), ...ports.slice(0, first)];
    },
    stop: () => clearInterval(timer),
  };
}
