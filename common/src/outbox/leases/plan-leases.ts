import { partitionCount } from '../partition.js';
import { allPartitionNumbers, type LeaseTable } from './lease-table.js';

export interface LeasePlan {
  /** How many partitions are ours by right. */
  readonly share: number;
  /** Partitions without a living owner that are for us. */
  readonly take: readonly number[];
  /** How many of ours others should have. */
  readonly surplus: number;
  /** Members whose time is over: they are struck off before what they owned is taken. */
  readonly dead: readonly string[];
}

/**
 * What `owner` should do, by a rule that all relays share: each has ⌊64 / n⌋ partitions or one
 * more, those with the lowest names first. Relays that see the same table want disjoint shares.
 * Null when `owner` is not among the members.
 */
export function planLeases({ members, leases }: LeaseTable, owner: string): LeasePlan | null {
  const living = members.filter((member) => member.leftMs > 0 || member.owner === owner);
  const names = living.map((member) => member.owner).sort();
  const rank = names.indexOf(owner);
  if (rank === -1) return null;
  const ownerOf = new Map(leases.map((lease) => [lease._id, lease.owner]));
  const free = allPartitionNumbers.filter((partition) => {
    const name = ownerOf.get(partition) ?? null;
    return name === null || !names.includes(name);
  });
  const owned = leases.filter((lease) => lease.owner === owner).length;
  const share = shareOf(rank, names.length);
  return {
    share,
    take: rotated(free, rank / names.length).slice(0, Math.max(share - owned, 0)),
    surplus: Math.max(owned - share, 0),
    dead: members.filter((member) => !living.includes(member)).map((member) => member.owner),
  };
}

function shareOf(rank: number, members: number): number {
  return Math.floor(partitionCount / members) + (rank < partitionCount % members ? 1 : 0);
}

/** Relays that look at the same moment begin at different places and seldom want the same one. */
function rotated(free: readonly number[], turn: number): readonly number[] {
  const start = Math.floor(free.length * turn);
  return [...free.slice(start), ...free.slice(0, start)];
}
