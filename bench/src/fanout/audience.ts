import { type ForkedEntry, forkEntry } from '../contestants/fork-entry.js';
import type { GatewayKind } from './gateway.js';

export interface AudienceOrder {
  readonly port: number;
  readonly kind: GatewayKind;
  readonly count: number;
  /** One after another watches the next of these. */
  readonly eventIds: readonly string[];
}

/** When each change, by its number, was sent: `[number, milliseconds]`. */
export type AudienceAsked = readonly (readonly [number: number, sentAtMs: number])[];
/** The milliseconds of every delivery. */
export type AudienceTold = readonly number[];

export interface Audience {
  read(sentAtMs: AudienceAsked): Promise<AudienceTold>;
  stop(): Promise<void>;
}

const perProcessMax = 5_000;

/** Sockets in processes of their own; resolves when all have joined. */
export async function seatAudience(order: AudienceOrder): Promise<Audience> {
  const entry = new URL('./audience.entry.js', import.meta.url);
  const processes: ForkedEntry<'ready'>[] = [];
  for (let seated = 0; seated < order.count; seated += perProcessMax) {
    const count = Math.min(perProcessMax, order.count - seated);
    processes.push(await forkEntry<'ready'>(entry, [JSON.stringify({ ...order, count })]));
  }
  return {
    async read(sentAtMs) {
      const told = await Promise.all(processes.map((one) => one.ask(sentAtMs)));
      return (told as AudienceTold[]).flat();
    },
    stop: async () => void (await Promise.all(processes.map((one) => one.stop()))),
  };
}
