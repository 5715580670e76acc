import type { PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import { type LedgerRow, ledgerModel } from './ledger.model.js';

/** The books: entries are added in the transaction of their fact, and never changed. */
export interface LedgerRepository {
  /** An entry that is there already stays as it is: its fact was booked before. */
  add(session: ClientSession, entries: readonly LedgerEntry[]): Promise<void>;
  entriesOf(session: ClientSession, paymentId: PaymentId): Promise<readonly LedgerEntry[]>;
  /** Of these payments those whose money is held on behalf of its buyer: no sale was known. */
  findHeld(session: ClientSession, paymentIds: readonly PaymentId[]): Promise<readonly PaymentId[]>;
}

export function createLedgerRepository(database: Database): LedgerRepository {
  const rows = ledgerModel(database.connection);
  // Without mongoose's casting: the types have proven the shape.
  const rawRows = database.connection.collection<LedgerRow>(rows.collection.name);

  return {
    async add(session, entries) {
      if (entries.length === 0) return;
      await rawRows.bulkWrite(
        entries.map(({ id, ...entry }) => ({
          updateOne: { filter: { _id: id }, update: [insertOnce(entry)], upsert: true },
        })),
        { session, ordered: false },
      );
    },
    async entriesOf(session, paymentId) {
      const found = await rows.find({ paymentId }, null, { session }).lean<LedgerRow[]>();
      return found.map(entryOf);
    },
    async findHeld(session, paymentIds) {
      const ids = paymentIds.map((id) => `${id}:capture`);
      const filter = { _id: { $in: ids }, eventId: { $exists: false } };
      const found = await rows.find(filter, { paymentId: 1 }, { session }).lean<LedgerRow[]>();
      return found.flatMap(({ paymentId }) => (paymentId === undefined ? [] : [paymentId]));
    },
  };
}

/** A duplicate key would abort the transaction of the fact; what is there is left as it is. */
function insertOnce(entry: Omit<LedgerEntry, 'id'>) {
  const written = { $mergeObjects: ['$$ROOT', { $literal: entry }, { at: '$$NOW' }] };
  return { $replaceWith: { $cond: [{ $gt: ['$kind', null] }, '$$ROOT', written] } };
}

export function entryOf({ _id, at: _, ...entry }: LedgerRow): LedgerEntry {
  return { ...entry, id: _id };
}
