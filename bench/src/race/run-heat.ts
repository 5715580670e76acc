import type { Contestant } from '../contestants/contestant.js';
import { drive } from '../load/drive.js';
import { percentile } from '../load/percentile.js';
import { type Race, wishesOf } from './races.js';

/** One contestant, one race, one number of clients. */
export interface Heat {
  readonly contestant: string;
  readonly clients: number;
  readonly acceptedPerSecond: number;
  readonly answeredPerSecond: number;
  readonly accepted: number;
  /** Buyers who were told they have a ticket that somebody else was also told they have. */
  readonly doubleSales: number;
  readonly failed: number;
  readonly winnersP50Ms: number | null;
  readonly losersP99Ms: number | null;
  readonly isCut: boolean;
}

const secondsMax = 5;

interface HeatHooks {
  beforeStart?(): Promise<unknown>;
  afterEnd?(): Promise<unknown>;
}

export async function runHeat(
  contestant: Contestant,
  race: Race,
  clients: number,
  hooks: HeatHooks = {},
): Promise<Heat> {
  const stage = await contestant.prepare(race);
  await stage.settle();
  const buyers = await Promise.all(Array.from({ length: clients }, () => stage.openBuyer()));
  await hooks.beforeStart?.();
  const run = await drive(buyers, { count: race.buyers, secondsMax });
  await hooks.afterEnd?.();
  for (const buyer of buyers) buyer.close();
  await stage.settle();

  const { attempts, seconds, isCut } = run;
  const of = (outcome: string) => attempts.filter((attempt) => attempt.outcome === outcome);
  const [accepted, lost] = [of('accepted'), of('lost')];
  const wishes = wishesOf(race);
  const sold = new Set(accepted.map(({ index }) => wishes[index]));
  const times = (some: typeof attempts) => some.map(({ ms }) => ms);
  return {
    contestant: contestant.name,
    clients,
    acceptedPerSecond: accepted.length / seconds,
    answeredPerSecond: attempts.length / seconds,
    accepted: accepted.length,
    doubleSales: accepted.length - sold.size,
    failed: of('failed').length,
    winnersP50Ms: percentile(times(accepted), 50),
    losersP99Ms: percentile(times(lost), 99),
    isCut,
  };
}
