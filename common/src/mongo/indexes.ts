import { setTimeout as wait } from 'node:timers/promises';
import { mongo } from 'mongoose';
import type { Database } from './database.js';
import { isTransient } from './errors.js';

const triesMax = 5;
/** Another process was creating the same thing; asking again finds it done. */
const busyCodes = new Set<unknown>([48, 117, 211, 276]);

/** What is needed of a model, whatever its records are. */
export interface IndexedModel {
  readonly collection: { readonly name: string };
  createCollection(): Promise<unknown>;
  createIndexes(): Promise<unknown>;
}

/**
 * Creates the collections and indexes of `models`. May run at once from many processes and at
 * every start; throws when an index exists with other options, which needs a person.
 */
export async function ensureIndexes(
  database: Database,
  models: readonly IndexedModel[],
): Promise<void> {
  for (const model of models) {
    await repeatWhileBusy(async () => {
      await model.createCollection();
      await model.createIndexes();
    }).catch((error: unknown) => {
      const where = `${database.name}.${model.collection.name}`;
      throw new Error(`The indexes of ${where} could not be made`, { cause: error });
    });
  }
}

async function repeatWhileBusy(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const isBusy = error instanceof mongo.MongoServerError && busyCodes.has(error.code);
      if (tries === triesMax || !(isBusy || isTransient(error))) throw error;
      await wait(50 * tries);
    }
  }
}
