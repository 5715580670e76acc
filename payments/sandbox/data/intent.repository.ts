import type { Database } from '@marquee/common/mongo';
import type { SandboxIntent } from '../intents/intent.js';
import { createObjectRepository, type ObjectRepository } from './object.repository.js';

export type IntentRepository = ObjectRepository<SandboxIntent>;

/** Gives an intent of an older sandbox the fields that it was stored without. */
function completed(stored: SandboxIntent): SandboxIntent {
  const isCharged = stored.status === 'requires_capture' || stored.status === 'succeeded';
  const authorisedAt = isCharged ? stored.createdAt : null;
  const additions: Partial<SandboxIntent> = {
    ...{ authorisedAt, amountRefunded: 0, transferGroup: null, balanceTransaction: null },
  };
  return { ...additions, ...stored };
}

export function createIntentRepository(database: Database): IntentRepository {
  const stored = createObjectRepository<SandboxIntent>(database, {
    collection: 'intents',
    indexes: [{ status: 1, authorisedAt: 1 }],
  });
  return {
    ...stored,
    async find(id, session) {
      const intent = await stored.find(id, session);
      return intent === null ? null : completed(intent);
    },
    async list(page, conditions) {
      const { items, hasMore } = await stored.list(page, conditions);
      return { items: items.map(completed), hasMore };
    },
  };
}
