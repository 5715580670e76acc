import type { mongo } from 'mongoose';
import type { Database } from '../../mongo/index.js';
import type { Acknowledged } from '../leases.js';

/** Who publishes the rows of a partition. `_id` is the partition. */
export interface LeaseRow {
  readonly _id: number;
  /** Null when it was given back; a name that no member bears belongs to a relay that died. */
  readonly owner: string | null;
  /** Rises with every change of the owner. */
  readonly epoch: number;
  /** An owner died: until its pending rows are through, one of them may be what killed it. */
  readonly isCautious: boolean;
  /** The broker's storage that the published rows of the partition are in. */
  readonly brokerOrigin?: string;
  /** Of its messages the one that lies highest there: not there any more, the tail is lost. */
  readonly acknowledged?: Acknowledged | null;
  /** Rises with every fenced mark: that is how a mark and a take-over exclude each other. */
  readonly touches: number;
}

/**
 * A relay that lives. `_id` is its name, never used again: once the row is gone, its leases are
 * anybody's for ever.
 */
export interface RelayRow {
  readonly _id: string;
  readonly seenAt: Date;
  /** When others may take what it owns, on the database's clock. */
  readonly expiresAt: Date;
}

export interface LeaseCollections {
  readonly leases: mongo.Collection<LeaseRow>;
  readonly relays: mongo.Collection<RelayRow>;
}

/** Both are small (64 rows, and one for each relay) and are found by `_id` alone. */
export function leaseCollections(database: Database): LeaseCollections {
  const { db } = database.connection;
  if (db === undefined) throw new Error(`${database.name} is not connected`);
  return {
    leases: db.collection<LeaseRow>('outbox_leases'),
    relays: db.collection<RelayRow>('outbox_relays'),
  };
}
