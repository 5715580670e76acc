import { hostname } from 'node:os';
import type { Clock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import { createLoop } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import { type Database, isDuplicateKey } from '@marquee/common/mongo';
import { StartRefused } from './refusal.js';

export interface SoleMarketplaceOptions {
  /** `marquee`, which all marketplaces of one MongoDB share. */
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the holder serves, for whoever is refused. */
  readonly url: string;
  /** Whether it relays with the in-process bus; others may share, but not beside one that does. */
  readonly isSole: boolean;
  /** The server was started by us just now, so that whoever held the lease has lost it. */
  readonly isOurServer: boolean;
  /** How long a holder that was killed keeps others out. Default 6 s. */
  readonly leaseMs?: number;
}

export interface SoleMarketplace {
  /** Settles with the reason when somebody else has taken over. */
  readonly lost: Promise<string>;
  release(): Promise<void>;
}

interface Lease {
  readonly _id: string;
  readonly owner: string;
  readonly holder: string;
  readonly expiresAt: Date;
}

const leaseId = 'in-process bus';
const leaseMsDefault = 6_000;

/**
 * Makes sure that one process alone relays with the in-process bus: its consumers are the only
 * ones, so of two marketplaces on one MongoDB each would miss what the other relayed. The lease is
 * on the database's clock; one whose holder was killed is taken over when its time is up.
 * @throws {StartRefused} while the holder lives
 */
export async function takeSoleMarketplace(
  options: SoleMarketplaceOptions,
): Promise<SoleMarketplace> {
  const { database, clock, logger, isSole, isOurServer, leaseMs = leaseMsDefault } = options;
  const leases = database.connection.collection<Lease>('leases');
  const owner = newId();
  const holder = `process ${process.pid} on ${hostname()}, which serves ${options.url}`;
  const end = { $add: ['$$NOW', leaseMs] };
  if (isOurServer) await leases.deleteOne({ _id: leaseId });
  await take();
  if (!isSole) return { lost: new Promise(() => {}), release: async () => {} };

  let announceLoss: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    announceLoss = resolve;
  });
  const heartbeat = createLoop({
    ...{ name: 'sole marketplace', clock, logger },
    async turn() {
      const mine = { _id: leaseId, owner };
      const { matchedCount } = await leases.updateOne(mine, [{ $set: { expiresAt: end } }]);
      if (matchedCount === 0) announceLoss('Another marketplace has taken over this MongoDB');
      return { sleepMs: leaseMs / 3 };
    },
  });
  await heartbeat.start();

  async function take(): Promise<void> {
    let seen: Lease | null = null;
    while (!(await (isSole ? tryTake() : isFree()))) {
      const held: Lease | null = await leases.findOne({ _id: leaseId });
      // Its end moved since we looked: somebody is alive there.
      if (held !== null && seen !== null && held.expiresAt > seen.expiresAt)
        throw refusal(held.holder);
      seen = held;
      await clock.sleep(leaseMs / 10);
    }
  }

  async function isFree(): Promise<boolean> {
    const isHeld = { _id: leaseId, $expr: { $gt: ['$expiresAt', '$$NOW'] } };
    return (await leases.findOne(isHeld)) === null;
  }

  /** Ours when it is nobody's or has ended; a pipeline, since an upsert may not compare with now. */
  async function tryTake(): Promise<boolean> {
    const isNobodys = { $lte: [{ $ifNull: ['$expiresAt', new Date(0)] }, '$$NOW'] };
    const lease = { _id: leaseId, owner, holder: { $literal: holder }, expiresAt: end };
    const take = [{ $replaceWith: { $cond: [isNobodys, lease, '$$ROOT'] } }];
    try {
      const after = await leases.findOneAndUpdate({ _id: leaseId }, take, {
        ...{ upsert: true, returnDocument: 'after' },
      });
      return after?.owner === owner;
    } catch (error) {
      // Two inserted it at once, and we are the other one.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    lost,
    async release() {
      await heartbeat.stop();
      await leases.deleteOne({ _id: leaseId, owner });
    },
  };
}

function refusal(holder: string): StartRefused {
  return new StartRefused(
    [
      'Another marketplace is already running on this MongoDB',
      `  It is ${holder}`,
      '  Stop it first, or run both on a broker: BUS=jetstream and one NATS_URL for both.',
    ].join('\n'),
  );
}
