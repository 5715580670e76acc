import type { Target } from './faults/fault.js';
import type { PlannedFault } from './schedule.js';
import { type MemberName, sharedRelays } from './topology/specs.js';
import type { World } from './topology/world.js';
import type { Watch } from './watch/open-watch.js';

/** What became of one fault. */
export interface FaultRecord {
  readonly name: string;
  readonly target: Target;
  readonly isKill: boolean;
  readonly wasSeen: boolean;
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

  function record({ fault, target }: PlannedFault, wasSeen: boolean): void {
    const { name, isKill } = fault;
    records.push({ name, target, isKill, wasSeen });
    const harmed = isKill ? world.processes.get(target as MemberName) : undefined;
    if (wasSeen && harmed !== undefined && sharedRelays.includes(harmed.service))
      takeovers.watch(harmed.service);
  }

  for (const one of planned) {
    await world.clock.sleep(startedAtMs + one.atMs - performance.now(), signal);
    if (signal.aborted) break;
    const before = busy.get(one.target) ?? Promise.resolve();
    busy.set(
      one.target,
      before.then(() => runFault(world, one, record, signal)),
    );
  }
  await Promise.all(busy.values());
  return records;
}

async function runFault(
  world: World,
  planned: PlannedFault,
  record: (planned: PlannedFault, wasSeen: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const { journal } = world;
  const { fault, target } = planned;
  const what = `${target}: ${fault.name}`;
  const injected = await fault.inject(world, target).catch((error: unknown) => {
    journal.complain(`${what}: ${String(error)}`);
    return null;
  });
  record(planned, injected !== null);
  if (injected === null) return;
  journal.tell(`${what}: ${injected.seen}`);
  await world.clock.sleep(planned.lastsMs, signal);
  await injected.heal().then(
    (healed) => journal.tell(`${target}: healed: ${healed}`),
    (error: unknown) => journal.complain(`${what}, while it was healed: ${String(error)}`),
  );
}
