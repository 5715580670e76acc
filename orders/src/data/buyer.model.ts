import { type Connection, Schema } from 'mongoose';

/** Where two rounds that serve one buyer collide, so that per-buyer limits are not skewed. */
export interface BuyerRecord {
  _id: string;
  touches: number;
}

const schema = new Schema<BuyerRecord>(
  { _id: { type: String, required: true }, touches: { type: Number, required: true } },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

export function buyerModel(connection: Connection) {
  return connection.model<BuyerRecord>('Buyer', schema, 'buyers');
}
