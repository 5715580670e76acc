import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';
import type { Database } from '../mongo/index.js';
import { outboxRows } from './row.model.js';

/** What was published since then, oldest first. */
export type History = (
  aggregateTypes: readonly AggregateType[],
  since: Date,
) => AsyncIterable<DomainEvent>;

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
