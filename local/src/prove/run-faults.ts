import type { Target } from './faults/fault.js';
import type { PlannedFault } from './schedule.js';
import { type MemberName, sharedRelays } from './topology/specs.js';
import type { World } from './topology/world.js';
import type { Watch } from './watch/open-watch.js';

/** What became of one fault. */
export interface FaultRecord {
  readonly name: string;
  readonly target: Target;
  /** Of a process; null for a server, a row and a delivery. */
  readonly service: string | null;
  readonly isKill: boolean;
  readonly wasSeen: boolean;
  /** When it began and was healed, by `performance.now()`. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Makes every fault happen at its time, each in its own course; what happens to one target waits
 * for what happened to it before. Resolves when all are healed. A fault that was not seen to
 * happen, or that does not heal, is complained about.
 */
export async function runFaults(
  world: World,
  planned: readonly PlannedFault[],
  { takeovers }: Pick<Watch, 'takeovers'>,
  signal: AbortSignal,
): Promise<FaultRecord[]> {
  const startedAtMs = performance.now();
  const records: FaultRecord[] = [];
  const busy = new Map<Target, Promise<void>>();

  /** Whoever shared the killed one's work has to do it alone. */
  function watchHeirs({ fault, target }: PlannedFault): void {
    const harmed = fault.isKill ? world.processes.get(target as MemberName) : undefined;
    if (harmed !== undefined && sharedRelays.includes(harmed.name))
      takeovers.watch(harmed.service, harmed.name);
  }

  for (const one of planned) {
    await world.clock.sleep(startedAtMs + one.atMs - performance.now(), signal);
    if (signal.aborted) break;
    const before = busy.get(one.target) ?? Promise.resolve();
    const run = before.then(() => runFault(world, one, () => watchHeirs(one), signal));
    busy.set(
      one.target,
      run.then((record) => void records.push(record)),
    );
  }
  await Promise.all(busy.values());
  return records;
}

async function runFault(
  world: World,
  planned: PlannedFault,
  onSeen: () => void,
  signal: AbortSignal,
): Promise<FaultRecord> {
  const { journal } = world;
  const { fault, target } = planned;
  const { name, isKill } = fault;
  const what = `${target}: ${name}`;
  const service = world.processes.get(target as MemberName)?.service ?? null;
  const fromMs = performance.now();
  const injected = await fault.inject(world, target).catch((error: unknown) => {
    journal.complain(`${what}: ${String(error)}`);
    return null;
  });
  if (injected !== null) {
    onSeen();
    journal.tell(`${what}: ${injected.seen}`);
    await world.clock.sleep(planned.lastsMs, signal);
    await injected.heal().then(
      (healed) => journal.tell(`${target}: healed: ${healed}`),
      (error: unknown) => journal.complain(`${what}, while it was healed: ${String(error)}`),
    );
  }
  const wasSeen = injected !== null;
  return { name, target, service, isKill, wasSeen, fromMs, toMs: performance.now() };
}
