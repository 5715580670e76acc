import type { ensureIndexes } from '@marquee/common/mongo';
import type { Connection } from 'mongoose';
import { eventModel } from './event.model.js';
import { ledgerModel } from './ledger.model.js';
import { orderModel } from './order.model.js';
import { paymentModel } from './payment.model.js';
import { payoutModel } from './payout.model.js';
import { payoutAccountModel } from './payout-account.model.js';
import { paceModel } from './read-pace.repository.js';
import { webhookInboxModel } from './webhook-inbox.repository.js';

/** Everything payments keeps, for its indexes to be made. */
export const modelsOf = (connection: Connection): Parameters<typeof ensureIndexes>[1] => [
  paymentModel(connection),
  orderModel(connection),
  eventModel(connection),
  ledgerModel(connection),
  payoutModel(connection),
  payoutAccountModel(connection),
  paceModel(connection),
  webhookInboxModel(connection),
];
