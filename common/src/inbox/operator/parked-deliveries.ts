import type { DomainEvent } from '../../contracts/domain-event.js';
import type { Database } from '../../mongo/index.js';
import { inboxCollections } from '../rows.model.js';

/** A delivery that a consumer gave up until a person looks. */
export interface ParkedDeliveryStatus {
  /** `consumer:eventId`. */
  readonly id: string;
  readonly consumer: string;
  readonly event: DomainEvent;
  readonly reason: string;
  readonly ageSeconds: number;
  readonly attempts: number;
  /** Later versions of its aggregate that a transition consumer keeps until it is applied. */
  readonly waitingBehind: number;
}

/** The oldest first. */
export function listParkedDeliveries(database: Database): Promise<ParkedDeliveryStatus[]> {
  const key = { $concat: ['$consumer', ':', '$event.aggregateType', ':', '$event.aggregateId'] };
  return inboxCollections(database)
    .parked.aggregate<ParkedDeliveryStatus>([
      { $sort: { at: 1 } },
      { $set: { key } },
      {
        $lookup: {
          ...{ from: 'inbox_waiting', localField: 'key', foreignField: 'key', as: 'behind' },
          pipeline: [{ $count: 'rows' }],
        },
      },
      {
        $project: {
          _id: 0,
          id: '$_id',
          ...{ consumer: 1, event: 1, reason: 1, attempts: 1 },
          ageSeconds: { $divide: [{ $subtract: ['$$NOW', '$at'] }, 1_000] },
          waitingBehind: { $ifNull: [{ $first: '$behind.rows' }, 0] },
        },
      },
    ])
    .toArray();
}

/** A message on a consumer's way that is no domain event; nobody can ever apply it. */
export interface UnreadableStatus {
  /** `consumer:place`. */
  readonly id: string;
  readonly consumer: string;
  readonly place: string;
  readonly reason: string;
  /** What it says, or its beginning. */
  readonly text: string;
  readonly ageSeconds: number;
}

/** The oldest first. */
export function listUnreadable(database: Database): Promise<UnreadableStatus[]> {
  const ageSeconds = { $divide: [{ $subtract: ['$$NOW', '$at'] }, 1_000] };
  return inboxCollections(database)
    .unreadable.aggregate<UnreadableStatus>([
      { $sort: { at: 1 } },
      {
        $project: {
          ...{ _id: 0, id: '$_id', consumer: 1, place: 1, reason: 1, text: 1 },
          ageSeconds,
        },
      },
    ])
    .toArray();
}

/** A person has looked at them. Answers the ids that were there. */
export async function dismissUnreadable(
  database: Database,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { unreadable } = inboxCollections(database);
  const dismissed: string[] = [];
  for (const _id of ids) {
    const { deletedCount } = await unreadable.deleteOne({ _id });
    if (deletedCount === 1) dismissed.push(_id);
  }
  return dismissed;
}

export interface InboxStatus {
  /** Unreadable messages among them. */
  readonly parked: number;
  /** Versions that wait for the ones before them. */
  readonly waiting: number;
  /** Deliveries that wait for something else to arrive. */
  readonly deferred: number;
}

export async function readInboxStatus(database: Database): Promise<InboxStatus> {
  const { parked, unreadable, waiting, deferred } = inboxCollections(database);
  return {
    parked: (await parked.countDocuments()) + (await unreadable.countDocuments()),
    waiting: await waiting.countDocuments(),
    deferred: await deferred.countDocuments(),
  };
}
