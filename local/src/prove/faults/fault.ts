import type { MemberName } from '../topology/specs.js';
import type { Supervised } from '../topology/supervised.js';
import type { TcpProxy } from '../topology/tcp-proxy.js';
import type { World } from '../topology/world.js';

export type Target = MemberName | 'broker' | 'database' | 'delivery' | 'row';

/** Something that goes wrong in the real world, done for real. */
export interface Fault {
  readonly name: string;
  /** Whether a process loses its life without being asked. */
  readonly isKill: boolean;
  /** To whom it may happen; the seed picks one. */
  readonly targets: readonly Target[];
  /** How long it lasts before it is healed, at least and at most. */
  readonly lastsMs: readonly [min: number, max: number];
  /** Makes it happen, and resolves when it was seen to. Throws FaultNotSeen when it was not. */
  inject(world: World, target: Target): Promise<Injected>;
}

export interface Injected {
  /** What shows that it happened. */
  readonly seen: string;
  /** Sets it right, and says what shows that it is. */
  heal(): Promise<string>;
}

/** A fault that did not happen proves nothing: the run has failed. */
export class FaultNotSeen extends Error {
  override readonly name = 'FaultNotSeen';
}

export function processOf(world: World, target: Target): Supervised {
  const found = world.processes.get(target as MemberName);
  if (found === undefined) throw new FaultNotSeen(`${target} is no process`);
  return found;
}

export function wireOf(world: World, target: Target): TcpProxy {
  const found = world.wires.get(target as MemberName);
  if (found === undefined) throw new FaultNotSeen(`${target} has no wire to the broker`);
  return found;
}
