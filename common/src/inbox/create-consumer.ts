import type { Durable, Handler, Subscription } from '../bus/port.js';
import { systemClock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { noFaults } from '../fault-point.js';
import type { Job } from '../lifecycle/service.js';
import { ensureIndexes } from '../mongo/index.js';
import { traceHandler } from '../tracing/trace-events.js';
import type { Apply, ConsumerOptions } from './consumer-options.js';
import { createRound } from './create-round.js';
import { createDeferralLoop, type DeferralLoop } from './deferral-loop.js';
import { createDeferrals } from './deferrals.js';
import { createFailureDesk } from './failure-desk.js';
import { createFailureRecords } from './failure-records.js';
import { findNextWaiting } from './find-next-waiting.js';
import { createInboxMetrics } from './inbox-metrics.js';
import type { Planner } from './plan.js';
import { createRoundHandler } from './round-handler.js';
import { inboxCollections, inboxModels } from './rows.model.js';
import { createBacklogWatch } from './watch-backlog.js';

export const notYetMsMaxDefault = 5 * 60_000;

export interface ConsumerKind {
  /** Whether versions wait for earlier ones. */
  readonly hasWaiting: boolean;
  /** Decides what a round does; made when the consumer starts. */
  planner(): Promise<Planner>;
  readonly apply: Apply<DomainEvent>;
}

export type Consumer = Job & { readonly durable: Durable };

/** What both kinds of consumers are: a durable subscription, handled in transactional rounds. */
export function createConsumer(options: ConsumerOptions, kind: ConsumerKind): Consumer {
  const { name, aggregateTypes, database, bus, faultPoint = noFaults } = options;
  const { clock = systemClock, attemptsMax = 10, notYetMsMax = notYetMsMaxDefault } = options;
  const { hasWaiting, apply } = kind;
  const logger = options.logger.child({ consumer: name });
  const metrics = createInboxMetrics(options.metrics, name);
  const durable: Durable = { name, aggregateTypes };
  const common = { consumer: name, database, clock, logger, metrics, faultPoint };
  const records = createFailureRecords(common);
  const deferrals = createDeferrals(common);
  let deferralLoop: DeferralLoop | undefined;
  const failures = createFailureDesk({
    ...{ ...common, records, deferrals, attemptsMax, notYetMsMax },
    onDeferred: (waitsFor) => deferralLoop?.deferred(waitsFor),
  });
  const backlogWatch = createBacklogWatch(common);
  let subscription: Subscription | undefined;

  function handlerOf(plan: Planner): Handler {
    const handler = createRoundHandler({
      ...common,
      failures,
      records,
      applyRound: createRound({ ...common, hasWaiting, plan, apply }),
      findNextWaiting: async (event) =>
        hasWaiting ? findNextWaiting(inboxCollections(database), name, event) : null,
    });
    return traceHandler(name, handler);
  }

  return {
    name,
    durable,
    async start() {
      await ensureIndexes(database, inboxModels(database));
      const handler = handlerOf(await kind.planner());
      deferralLoop = createDeferralLoop({ ...common, deferrals, handler });
      await deferralLoop.start();
      subscription = await bus.subscribe(durable, handler, async (message) => {
        await records.parkUnreadable(message);
        metrics.parked();
      });
      await backlogWatch.start();
    },
    async stop() {
      await backlogWatch.stop();
      await subscription?.stop();
      await deferralLoop?.stop();
      await records.released([]);
      subscription = undefined;
    },
  };
}
