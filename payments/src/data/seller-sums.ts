import type { UserId } from '@marquee/common/ids';
import type { ClientSession, Connection, PipelineStage } from 'mongoose';
import { sellerAccount } from '../domain/ledger/entry.js';
import type { SellerSum } from '../domain/payout/balance.js';
import { eventModel } from './event.model.js';
import { ledgerModel } from './ledger.model.js';

/** What a seller's lines come to per currency and Event, and the database's time of the reading. */
export interface SellerSums {
  readonly sellerId: UserId;
  readonly sums: readonly SellerSum[];
  readonly readAt: Date;
}

const accountPrefix = sellerAccount('' as UserId);
/** All sellers' accounts. */
const everybody = { $gte: accountPrefix, $lt: `${accountPrefix.slice(0, -1)};` };

export async function readSellerSums(
  connection: Connection,
  sellerId: UserId,
  session?: ClientSession,
): Promise<SellerSums> {
  const options = session === undefined ? {} : { session };
  const pipeline = pipelineOf(connection, sellerAccount(sellerId));
  const [found] = await ledgerModel(connection).aggregate<SellerSums>(pipeline, options);
  return found ?? { sellerId, sums: [], readAt: new Date(0) };
}

export function listSellerSums(connection: Connection): AsyncIterable<SellerSums> {
  const pipeline = pipelineOf(connection, everybody);
  return ledgerModel(connection)
    .aggregate<SellerSums>(pipeline, { allowDiskUse: true })
    .cursor({ batchSize: 500 });
}

function pipelineOf(connection: Connection, account: string | object): PipelineStage[] {
  const isOfSeller = { 'lines.account': account };
  const from = eventModel(connection).collection.name;
  return [
    { $match: isOfSeller },
    { $project: { currency: 1, eventId: 1, payoutId: 1, lines: 1 } },
    { $unwind: '$lines' },
    { $match: isOfSeller },
    {
      $group: {
        _id: {
          account: '$lines.account',
          currency: '$currency',
          eventId: '$eventId',
          isPayout: { $gt: ['$payoutId', null] },
        },
        amount: { $sum: '$lines.amount' },
      },
    },
    { $lookup: { from, localField: '_id.eventId', foreignField: '_id', as: 'event' } },
    {
      $group: {
        _id: '$_id.account',
        sums: {
          $push: {
            currency: '$_id.currency',
            isPayout: '$_id.isPayout',
            amount: '$amount',
            event: { $first: '$event' },
          },
        },
      },
    },
    {
      $project: {
        _id: 0,
        sellerId: { $substrBytes: ['$_id', accountPrefix.length, -1] },
        sums: 1,
        readAt: '$$NOW',
      },
    },
  ];
}
