import type { Database } from '../../mongo/index.js';
import { partitionCount } from '../partition.js';
import { type LeaseRow, leaseCollections } from './lease-rows.js';

export interface LeaseMember {
  readonly owner: string;
  /** Since its last heartbeat, on the database's clock. */
  readonly heartbeatAgeMs: number;
  /** Until others may take what it owns; not positive once they may. */
  readonly leftMs: number;
}

/** Who owns what, as the database sees it. */
export interface LeaseTable {
  readonly members: readonly LeaseMember[];
  readonly leases: readonly LeaseRow[];
}

type Found =
  | { readonly kind: 'lease'; readonly lease: LeaseRow }
  | { readonly kind: 'relay'; readonly member: LeaseMember };

/**
 * One statement. The leases are read before the members: whoever owns one was a member before, so
 * an owner that is not among the members is dead, not new.
 */
export async function readLeaseTable(database: Database): Promise<LeaseTable> {
  const found = await leaseCollections(database)
    .leases.aggregate<Found>([
      { $project: { _id: 0, kind: { $literal: 'lease' }, lease: '$$ROOT' } },
      { $unionWith: { coll: 'outbox_relays', pipeline: [{ $project: member }] } },
    ])
    .toArray();
  return {
    leases: found.flatMap((row) => (row.kind === 'lease' ? [row.lease] : [])),
    members: found.flatMap((row) => (row.kind === 'relay' ? [row.member] : [])),
  };
}

const member = {
  _id: 0,
  kind: { $literal: 'relay' },
  member: {
    owner: '$_id',
    heartbeatAgeMs: { $subtract: ['$$NOW', '$seenAt'] },
    leftMs: { $subtract: ['$expiresAt', '$$NOW'] },
  },
};

/** The partitions whose rows nobody publishes now. Never asked for leases, a database has all 64. */
export function partitionsWithoutOwner({ members, leases }: LeaseTable): readonly number[] {
  const living = new Set(members.filter(({ leftMs }) => leftMs > 0).map(({ owner }) => owner));
  const owned = new Set(
    leases.flatMap(({ _id, owner }) => (owner !== null && living.has(owner) ? [_id] : [])),
  );
  return allPartitionNumbers.filter((partition) => !owned.has(partition));
}

export const allPartitionNumbers: readonly number[] = Array.from(
  { length: partitionCount },
  (_value, partition) => partition,
);
