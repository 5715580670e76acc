import type { Database } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import type { Mortal } from './mortal.js';

/** Brings what one service announced to another, in order, again and again until it has it. */
export interface Carrier {
  /** Brings what there is; answers whether all of it was taken. */
  carry(): Promise<boolean>;
}

const isOver = { kind: 'over' } as const;

export function createCarrier(
  from: Database,
  to: Mortal,
  aggregateIds: () => Promise<readonly string[]>,
): Carrier {
  const taken = new Set<string>();
  const attempts = new Map<string, number>();
  const rows = from.connection.collection<OutboxRow>('outbox');
  return {
    async carry() {
      const ids = await aggregateIds();
      const announced = await rows
        .find({ aggregateId: { $in: [...ids] } })
        .sort({ aggregateId: 1, aggregateVersion: 1 })
        .toArray();
      for (const { _id, event } of announced) {
        if (taken.has(_id)) continue;
        const attempt = (attempts.get(_id) ?? 0) + 1;
        attempts.set(_id, attempt);
        const { bus, death } = await to.alive();
        const delivered = bus.deliver(event, attempt).catch(() => []);
        const answer = await Promise.race([delivered, death.then(() => isOver)]);
        if ('kind' in answer) return false;
        if (answer.length === 0 || answer.some(({ kind }) => kind !== 'ack')) return false;
        taken.add(_id);
      }
      return true;
    },
  };
}
