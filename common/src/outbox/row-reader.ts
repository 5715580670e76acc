import { between, type FaultPoint } from '../fault-point.js';
import type { DomainEventId } from '../ids.js';
import type { Ownership } from './leases.js';
import type { StoredRow } from './outcomes.js';
import type { RelayOptions } from './relay-options.js';
import type { LeftOut, ReadRequest } from './relay-reads.js';
import type { RelayStore } from './relay-store.js';
import { dueAtOnce } from './row.model.js';
import type { RowsInHand } from './rows-in-hand.js';

export interface RowReaderDependencies {
  readonly store: RelayStore;
  readonly inHand: RowsInHand;
  readonly options: RelayOptions;
  readonly faultPoint: FaultPoint;
}

export interface RowsRead {
  readonly rows: readonly StoredRow[];
  /** Whether there are more behind these. */
  readonly isFull: boolean;
}

const lookBackEveryMs = 1_000;
const lookBackRowsMax = 100;

/**
 * Reads due rows that are not in hand. A long backlog is read through from its beginning to its
 * end, each read behind the last one: so it neither meets again what is in hand, nor the remains
 * of what was marked. Once a second it looks back at the beginning and at what was put off.
 */
export function createRowReader(dependencies: RowReaderDependencies) {
  const { store, inHand, options, faultPoint } = dependencies;
  let behind: DomainEventId | null = null;
  let lookedBackAtMs = 0;

  function read(ownership: Ownership, request: ReadRequest): Promise<StoredRow[]> {
    return between(faultPoint, 'read', () => store.readDue(ownership, request));
  }

  async function fromStart(ownership: Ownership, except: LeftOut): Promise<RowsRead> {
    const rowsMax = options.batchSizeMax + inHand.count();
    const rows = await read(ownership, { from: 'start', rowsMax, except });
    const isFull = rows.length === rowsMax;
    const untried = rows.filter((row) => row.nextAttemptAt.getTime() === dueAtOnce.getTime());
    behind = isFull ? (untried.at(-1)?._id ?? null) : null;
    lookedBackAtMs = performance.now();
    return { rows, isFull };
  }

  /** Nearly all that is at the beginning is in hand: of those the ids are enough. */
  async function lookBack(ownership: Ownership, except: LeftOut): Promise<StoredRow[]> {
    const rowsMax = lookBackRowsMax + inHand.count();
    const unknown: DomainEventId[] = [];
    for (const from of ['start', 'put-off'] as const) {
      const ids = await between(faultPoint, 'read', () =>
        store.dueIds(ownership, { from, rowsMax, except }),
      );
      unknown.push(...ids.filter((id) => !inHand.isKnown(id)).slice(0, lookBackRowsMax));
    }
    if (unknown.length === 0) return [];
    return between(faultPoint, 'read', () => store.readPending(unknown));
  }

  async function goOn(ownership: Ownership, except: LeftOut, id: DomainEventId): Promise<RowsRead> {
    const rowsMax = options.batchSizeMax;
    const rows = await read(ownership, { from: { id }, rowsMax, except });
    const isFull = rows.length === rowsMax;
    behind = isFull ? (rows.at(-1)?._id ?? null) : null;
    if (performance.now() - lookedBackAtMs < lookBackEveryMs) return { rows, isFull };
    lookedBackAtMs = performance.now();
    const byId = new Map(rows.map((row) => [row._id, row]));
    for (const row of await lookBack(ownership, except)) byId.set(row._id, row);
    return { rows: [...byId.values()], isFull };
  }

  return {
    async next(ownership: Ownership, except: LeftOut): Promise<RowsRead> {
      inHand.readBegins();
      const { rows, isFull } =
        behind === null
          ? await fromStart(ownership, except)
          : await goOn(ownership, except, behind);
      return { rows: rows.filter((row) => !inHand.isKnown(row._id)), isFull };
    },
    isReadingThrough: () => behind !== null,
  };
}
