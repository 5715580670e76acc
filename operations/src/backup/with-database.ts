import { mongo } from 'mongoose';

export interface Place {
  readonly url: string;
  readonly database: string;
}

/** Opens a database for one piece of work. */
export async function withDatabase<Result>(
  { url, database }: Place,
  work: (db: mongo.Db, client: mongo.MongoClient) => Promise<Result>,
): Promise<Result> {
  const client = new mongo.MongoClient(url, { serverSelectionTimeoutMS: 30_000 });
  try {
    return await work(client.db(database), client);
  } finally {
    await client.close();
  }
}
