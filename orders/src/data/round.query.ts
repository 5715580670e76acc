import type { PipelineStage } from 'mongoose';
import { idempotencyId, type PlaceRequest, sectionKey, type Wanted } from '../domain/request.js';
import { clockId } from './clock.model.js';
import type { InventoryRecord } from './inventory.model.js';
import type { OrderRecord } from './order.model.js';
import type { SalesEventRecord } from './sales-event.model.js';

/** What the one statement of a round brings. */
export interface RoundRead {
  readonly now: Date;
  readonly named: readonly InventoryRecord[];
  /** The Events of the named tickets and of the sections asked for. */
  readonly events: readonly SalesEventRecord[];
  readonly unpaid: readonly Pick<OrderRecord, 'buyerId' | 'expiresAt' | 'items'>[];
  readonly remembered: readonly OrderRecord[];
  /** `free0`, `over0`, `free1` …: what each section asked for has to give. */
  readonly [section: `free${number}` | `over${number}`]: readonly InventoryRecord[];
}

/** What ended holds belong to. */
export interface TakeOverRead {
  readonly orders: readonly OrderRecord[];
  readonly tickets: readonly InventoryRecord[];
}

/** Free tickets read for a section beyond what is asked, so that neighbours can be found. */
const spareTickets = 64;
/** No venue sells more in one section; keeps the one document of the answer below 16 MB. */
const sectionMax = 20_000;

export interface Section {
  readonly wanted: Extract<Wanted, { kind: 'best' }>;
  readonly readMax: number;
}

type LookupStage = Exclude<PipelineStage, PipelineStage.Merge | PipelineStage.Out>;

/** `$unionWith` is refused in transactions, a lookup without a condition is not. */
function look(as: string, from: string, ...pipeline: LookupStage[]): PipelineStage {
  return { $lookup: { from, pipeline, as } };
}

function atTheClock(...stages: PipelineStage[]): PipelineStage[] {
  return [{ $match: { _id: clockId } }, { $project: { now: '$$NOW' } }, ...stages];
}

/**
 * One statement for a whole round: the database's time, the named tickets, the cheapest free
 * tickets of each section asked for, the buyers' unpaid orders, the orders under known keys.
 */
export function roundPipeline(
  requests: readonly PlaceRequest[],
  sections: readonly Section[],
): PipelineStage[] {
  const named = requests.flatMap(({ wanted }) => (wanted.kind === 'named' ? wanted.ticketIds : []));
  const eventIds = sections.map(({ wanted }) => wanted.eventId);
  const buyerIds = requests.map((request) => request.buyerId);
  const keys = requests.flatMap(({ buyerId, idempotency }) =>
    idempotency === null ? [] : [idempotencyId(buyerId, idempotency.key)],
  );
  return atTheClock(
    look('named', 'inventory', { $match: { _id: { $in: [...new Set(named)] } } }),
    { $set: { eventIds: { $setUnion: ['$named.eventId', eventIds] } } },
    { $lookup: { from: 'events', localField: 'eventIds', foreignField: '_id', as: 'events' } },
    look(
      'unpaid',
      'orders',
      { $match: { buyerId: { $in: [...new Set(buyerIds)] }, status: 'awaiting_payment' } },
      { $project: { buyerId: 1, expiresAt: 1, 'items.ticketId': 1 } },
    ),
    look('remembered', 'orders', { $match: { 'idempotency.id': { $in: keys } } }),
    ...sections.flatMap(lookIntoSection),
  );
}

/** The distinct (Event, section, currency) that requests want the best of. */
export function sectionsOf(requests: readonly PlaceRequest[], readAll: boolean): Section[] {
  const sections = new Map<string, Section>();
  for (const { wanted } of requests) {
    if (wanted.kind !== 'best') continue;
    const key = sectionKey(wanted);
    const asked = (sections.get(key)?.readMax ?? spareTickets) + wanted.quantity;
    sections.set(key, { wanted, readMax: readAll ? sectionMax : asked });
  }
  return [...sections.values()];
}

function lookIntoSection({ wanted, readMax }: Section, index: number): PipelineStage[] {
  const { eventId, section, maxTotal } = wanted;
  const scope = {
    eventId,
    ...(section === null ? {} : { section }),
    'price.currency': maxTotal.currency,
  };
  const ended = { $expr: { $lte: ['$holdEndsAt', '$$NOW'] } };
  return [
    look(
      `free${index}`,
      'inventory',
      { $match: { ...scope, status: 'available' } },
      { $sort: { 'price.amount': 1, _id: 1 } },
      { $limit: readMax },
    ),
    look(
      `over${index}`,
      'inventory',
      // Won holds have no end, and what is missing is less than any time.
      { $match: { ...scope, status: 'held', holdEndsAt: { $type: 'date' }, ...ended } },
      { $limit: readMax },
    ),
  ];
}

/** Whole, in the same snapshot: the orders whose ended holds may be taken over. */
export function takeOverPipeline(orderIds: string[]): PipelineStage[] {
  return atTheClock(
    look('orders', 'orders', { $match: { _id: { $in: orderIds } } }),
    look('tickets', 'inventory', { $match: { orderId: { $in: orderIds } } }),
  );
}
