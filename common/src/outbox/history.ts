import type { History } from '../bus/index.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Database } from '../mongo/index.js';
import { outboxRows } from './row.model.js';

/** The past of one service's database, as far back as published rows are kept (7 days). */
export function outboxHistory(database: Database): History {
  return async function* published(aggregateTypes, since) {
    const rows = outboxRows(database)
      .find({ publishedAt: { $gte: since }, aggregateType: { $in: [...aggregateTypes] } })
      .sort({ publishedAt: 1, _id: 1 })
      .project<{ event: DomainEvent }>({ event: 1 });
    for await (const row of rows) yield row.event;
  };
}
