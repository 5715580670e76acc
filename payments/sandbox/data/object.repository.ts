import type { Database } from '@marquee/common/mongo';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';

/** What every object of the sandbox has, whatever else it carries. */
export interface StoredObject {
  readonly _id: string;
  readonly createdAt: Date;
}

export interface ObjectPage {
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
  readonly startingAfter?: string | undefined;
  readonly endingBefore?: string | undefined;
  readonly limit: number;
}

export interface FoundPage<Kept> {
  readonly items: readonly Kept[];
  readonly hasMore: boolean;
}

/** Conditions in MongoDB's language, on fields by their stored names. */
export type Conditions = Readonly<Record<string, unknown>>;

/** Ids are in the order of creation, so a page is a range of ids, newest first. */
export interface ObjectRepository<Kept extends StoredObject> {
  readonly model: Model<StoredObject>;
  find(id: string, session?: ClientSession): Promise<Kept | null>;
  save(kept: Kept, session: ClientSession): Promise<void>;
  list(page: ObjectPage, conditions?: Conditions): Promise<FoundPage<Kept>>;
}

export interface ObjectCollection {
  readonly collection: string;
  /** Besides `_id`; each serves one filter of a list or of a job. */
  readonly indexes?: readonly Readonly<Record<string, 1 | -1>>[];
}

export function createObjectRepository<Kept extends StoredObject>(
  { connection }: Database,
  options: ObjectCollection,
): ObjectRepository<Kept> {
  const model = modelOf(connection, options);
  return {
    model,
    find: (id, session) =>
      model
        .findById(id)
        .session(session ?? null)
        .lean<Kept | null>(),
    async save(kept, session) {
      await model.replaceOne({ _id: kept._id }, kept, { upsert: true, session });
    },
    async list({ limit, endingBefore, ...range }, conditions = {}) {
      const backwards = endingBefore !== undefined;
      const found = await model
        .find({ $and: [conditions, inRange({ ...range, endingBefore })] })
        .sort({ _id: backwards ? 1 : -1 })
        .limit(limit + 1)
        .lean<Kept[]>();
      const items = found.slice(0, limit);
      return { items: backwards ? items.reverse() : items, hasMore: found.length > limit };
    },
  };
}

function modelOf(
  connection: Connection,
  { collection, indexes = [] }: ObjectCollection,
): Model<StoredObject> {
  // Another face of the sandbox in this process may have made it.
  const name = `Sandbox ${collection}`;
  const known = connection.models[name] as Model<StoredObject> | undefined;
  if (known !== undefined) return known;
  const schema = new Schema<StoredObject>(
    { _id: { type: String, required: true }, createdAt: Date },
    { versionKey: false, minimize: false, strict: false },
  );
  for (const index of indexes) schema.index(index);
  return connection.model<StoredObject>(name, schema, collection);
}

function inRange(range: Omit<ObjectPage, 'limit'>): Conditions {
  const { createdFrom, createdBefore, startingAfter, endingBefore } = range;
  const created = {
    ...(createdFrom !== undefined && { $gte: createdFrom }),
    ...(createdBefore !== undefined && { $lt: createdBefore }),
  };
  const id = {
    ...(startingAfter !== undefined && { $lt: startingAfter }),
    ...(endingBefore !== undefined && { $gt: endingBefore }),
  };
  return {
    ...(Object.keys(created).length > 0 && { createdAt: created }),
    ...(Object.keys(id).length > 0 && { _id: id }),
  };
}
