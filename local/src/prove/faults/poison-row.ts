import { type Database, openDatabase } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import { tryWithin, waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen } from './fault.js';
import { rowsOf } from './long-row.js';
import { isCounted, listParked, putBack } from './operator.js';

const service = 'auth';
const askMsMax = 5_000;
/** Ten tries with their pauses take 51 seconds. */
const parkedMsMax = 120_000;
const countedMsMax = 30_000;
const mendedMsMax = 90_000;

/** Again and again, since something else may happen to the database meanwhile. */
async function insist(msMax: number, work: () => Promise<boolean>): Promise<boolean> {
  const isDone = await waitFor(msMax, async () => (await tryWithin(askMsMax, work)) || null);
  return isDone === true;
}

const outboxOf = ({ connection }: Database) => connection.collection<OutboxRow>('outbox');

/** As a service commits them, both or none. */
function commit(auth: Database, rows: readonly OutboxRow[]): Promise<boolean> {
  return insist(parkedMsMax, async () => {
    if ((await outboxOf(auth).findOne({ _id: rows[0]?._id ?? '' } as never)) !== null) return true;
    await auth.transact(async (session) => {
      await outboxOf(auth).insertMany([...rows], { session });
    });
    return true;
  });
}

function mend(auth: Database, { _id }: OutboxRow): Promise<boolean> {
  return insist(mendedMsMax, async () => {
    const mended = { $set: { 'event.data.name': 'X' } };
    return (await outboxOf(auth).updateOne({ _id }, mended)).matchedCount === 1;
  });
}

/** One row that cannot be published, and one behind it, until somebody mends it. */
export const poisonRow: Fault = {
  name: 'a row that cannot be published',
  isKill: false,
  targets: ['row'],
  lastsMs: [0, 2_000],
  inject: async (world) => {
    const auth = await openDatabase({
      ...{ url: world.database.url, name: service, logger: world.logger },
    });
    const [first, behind] = rowsOf(world);
    if (!(await commit(auth, [first, behind]))) {
      await auth.close();
      throw new FaultNotSeen('it was not committed');
    }
    const parked = await waitFor(parkedMsMax, async () => {
      const listed = await listParked(world, service);
      return listed?.outbox.find(({ id }) => id === first._id) ?? null;
    });
    if (parked === null) {
      await mend(auth, first);
      await auth.close();
      throw new FaultNotSeen(`row ${first._id} was not parked`);
    }
    const { reason } = parked;
    return {
      seen: `row ${first._id} is parked and listed: ${reason.slice(0, 80)}`,
      heal: async () => {
        const gauge = `outbox_parked_rows{database="${service}"}`;
        const wasCounted = await isCounted(world, service, gauge, countedMsMax);
        await mend(auth, first);
        const wasApplied = await putBack(world, first._id, async () => {
          const filter = {
            _id: { $in: [first._id, behind._id] },
            publishedAt: { $exists: true },
          };
          return (await outboxOf(auth).countDocuments(filter)) === 2;
        });
        world.parkings.push({ what: `row ${first._id}`, reason, wasCounted, wasApplied });
        await auth.close();
        const end = wasApplied ? 'it and the one behind it are out' : 'they are not out';
        return `mended and put back by the operator's command; ${end}`;
      },
    };
  },
};
