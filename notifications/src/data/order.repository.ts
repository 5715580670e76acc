import type { EventId, OrderId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { Database, Session } from '@marquee/common/mongo';
import { type Connection, type Model, Schema } from 'mongoose';

/** What later mails need of an order. */
export interface KnownOrder {
  readonly id: OrderId;
  readonly buyerId: UserId;
  readonly eventId: EventId;
  readonly total: Money;
  readonly status: string;
  /** When it became `refunded`, by orders' clock. */
  readonly refundedAt?: Date;
}

type OrderRow = Omit<KnownOrder, 'id'> & { readonly _id: OrderId };

const schema = new Schema<OrderRow>(
  {
    _id: { type: String, required: true },
    buyerId: String,
    eventId: String,
    total: Schema.Types.Mixed,
    status: String,
    refundedAt: Date,
  },
  { versionKey: false },
);
schema.index({ eventId: 1, _id: 1 });

export function orderModel(connection: Connection): Model<OrderRow> {
  return connection.model<OrderRow>('Order', schema, 'orders');
}

export interface HoldersQuery {
  readonly eventId: EventId;
  /** Who was refunded before had nothing any more; who was refunded because of it did. */
  readonly at: Date;
  /** Continues behind this order. */
  readonly after: OrderId | null;
  readonly limit: number;
}

export interface OrderRepository {
  find(ids: readonly OrderId[]): Promise<ReadonlyMap<string, KnownOrder>>;
  save(session: Session, orders: readonly KnownOrder[]): Promise<void>;
  /** The complete orders of an Event, in the order of their ids. */
  holders(session: Session, query: HoldersQuery): Promise<readonly KnownOrder[]>;
}

export function createOrderRepository({ connection }: Database): OrderRepository {
  const rows = connection.collection<OrderRow>(orderModel(connection).collection.name);
  return {
    async find(ids) {
      const found = await rows.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(found.map((row) => [row._id, known(row)]));
    },
    async save(session, orders) {
      await rows.bulkWrite(
        orders.map(({ id: _id, ...state }) => ({
          replaceOne: { filter: { _id }, replacement: state, upsert: true },
        })),
        { session, ordered: true },
      );
    },
    async holders(session, { eventId, at, after, limit }) {
      const held = [{ status: 'complete' }, { status: 'refunded', refundedAt: { $gte: at } }];
      const behind = after === null ? {} : { _id: { $gt: after } };
      const query = { eventId, ...behind, $or: held };
      const found = await rows.find(query, { session, sort: { _id: 1 }, limit }).toArray();
      return found.map(known);
    },
  };
}

function known({ _id: id, ...row }: OrderRow): KnownOrder {
  return { id, ...row };
}
