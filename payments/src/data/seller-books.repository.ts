import type { EventId, OrderId, UserId } from '@marquee/common/ids';
import type { Currency } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { type EntryKind, type Line, sellerAccount } from '../domain/ledger/entry.js';
import type { SellerSum } from '../domain/payout/balance.js';
import type { KnownOrder } from '../domain/verdict.js';
import { eventModel } from './event.model.js';
import { type LedgerRow, ledgerModel } from './ledger.model.js';
import { type OrderRow, orderModel } from './order.model.js';
import { known } from './order.repository.js';
import { readSellerSums, type SellerSums } from './seller-sums.js';

/** What the books say of one seller. */
export interface SellerBooks {
  readSums(sellerId: UserId, session?: ClientSession): Promise<SellerSums>;
  /** Orders with a ticket of the seller that agreed to give money back, of Events that take place. */
  listGivingBack(sellerId: UserId, session: ClientSession): Promise<readonly GivingBack[]>;
  /** Newest first, from before a position on; nobody else's lines are in it. */
  listLines(sellerId: UserId, page: StatementPage): Promise<readonly SellerLine[]>;
  /** Who has earned by an Event, and in which currency. */
  listSellersOf(
    eventId: EventId,
  ): Promise<ReadonlyArray<{ readonly sellerId: UserId; readonly currency: Currency }>>;
}

export interface GivingBack {
  readonly order: KnownOrder;
  readonly event: SellerSum['event'];
}

export interface StatementPage {
  readonly currency?: Currency | undefined;
  readonly before: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

export interface SellerLine {
  readonly id: string;
  readonly kind: EntryKind;
  readonly at: Date;
  readonly eventId?: EventId;
  readonly orderId?: OrderId;
  readonly currency: Currency;
  /** Only the seller's own. */
  readonly lines: readonly Line[];
}

export function createSellerBooks(database: Database): SellerBooks {
  const rows = ledgerModel(database.connection);
  const orders = orderModel(database.connection);
  const events = eventModel(database.connection).collection.name;

  return {
    readSums: (sellerId, session) => readSellerSums(database.connection, sellerId, session),
    async listGivingBack(sellerId, session) {
      const found = await orders.aggregate<OrderRow & { event?: SellerSum['event'] }>(
        [
          { $match: { 'items.sellerId': sellerId, 'refunds.status': 'asked' } },
          { $lookup: { from: events, localField: 'eventId', foreignField: '_id', as: 'event' } },
          { $set: { event: { $first: '$event' } } },
          // Nothing is due for one that does not take place, and all of its buyers get theirs back.
          { $match: { 'event.status': 'scheduled' } },
        ],
        { session },
      );
      return found.map(({ event, ...row }) => ({ order: known(row), event }));
    },
    async listLines(sellerId, { currency, before, limit }) {
      const account = sellerAccount(sellerId);
      const older =
        before === null
          ? {}
          : { $or: [{ at: { $lt: before.at } }, { at: before.at, _id: { $lt: before.id } }] };
      const found = await rows
        .find({ 'lines.account': account, ...(currency !== undefined && { currency }), ...older })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<LedgerRow[]>();
      return found.map(({ _id: id, kind, at, eventId, orderId, currency: of, lines }) => ({
        ...{ id, kind, at, currency: of },
        ...(eventId !== undefined && { eventId }),
        ...(orderId !== undefined && { orderId }),
        lines: lines.filter((line) => line.account === account || line.sellerId === sellerId),
      }));
    },
    async listSellersOf(eventId) {
      const found = await rows.aggregate<{ _id: { account: string; currency: Currency } }>([
        { $match: { eventId } },
        { $unwind: '$lines' },
        { $match: { 'lines.account': /^seller:/ } },
        { $group: { _id: { account: '$lines.account', currency: '$currency' } } },
      ]);
      return found.map(({ _id: { account, currency } }) => ({
        sellerId: account.slice('seller:'.length) as UserId,
        currency,
      }));
    },
  };
}
