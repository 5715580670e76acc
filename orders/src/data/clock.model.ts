import { type Connection, Schema } from 'mongoose';

/** The one document through which a statement reads several collections and the time. */
export const clockId = 'clock';

export interface ClockRecord {
  _id: string;
}

const schema = new Schema<ClockRecord>(
  { _id: { type: String, required: true } },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

export function clockModel(connection: Connection) {
  return connection.model<ClockRecord>('Clock', schema, 'clock');
}

/** Makes the document; any number of processes may do so at once. */
export async function wind(clock: ReturnType<typeof clockModel>): Promise<void> {
  await clock.updateOne({ _id: clockId }, { $setOnInsert: { _id: clockId } }, { upsert: true });
}
