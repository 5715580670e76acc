import type { AggregateType } from '../../contracts/domain-event.js';
import { aborted } from '../broker/aborted.js';
import { createJudge } from '../broker/judge-message.js';
import { supervise } from '../broker/supervise.js';
import { createDeliveryRounds } from '../delivery-rounds.js';
import type { Durable, Handler, Subscription, UnreadableListener } from '../port.js';
import { subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Connection } from './connection.js';
import { createHeldDeliveries } from './held-deliveries.js';
import type { Link } from './link.js';
import { loseAndSay } from './lose-and-say.js';
import type { CompleteOptions } from './options.js';

export interface ConsumerDeps extends CompleteOptions {
  readonly connection: Connection;
  readonly channels: Channels;
}

/**
 * Brings a durable the events of one aggregate type in rounds, one under way at a time. Its queue
 * group and its durable share the name, so that the server keeps its place while nobody is there.
 */
export function consumeDurable(
  deps: ConsumerDeps,
  durable: Durable,
  aggregateType: AggregateType,
  handler: Handler,
  onUnreadable: UnreadableListener,
): Subscription {
  const logger = deps.logger.child({ durable: durable.name, aggregateType });
  let isStopping = false;
  const rounds = createDeliveryRounds(() => (isStopping ? null : handler), logger);
  const judge = createJudge({ ...deps, durable, aggregateType, rounds, onUnreadable, logger });

  async function work(link: Link, signal: AbortSignal): Promise<void> {
    const { lost } = link;
    const deliveries = createHeldDeliveries({ judge, signal, lost });
    const subscription = await subscribeTo(link, {
      ...deps,
      channel: deps.channels.of(aggregateType),
      durableName: durable.name,
      startAt: 'first',
      take: deliveries.take,
    });
    await aborted(signal);
    await deliveries.drain();
    // Closed, not unsubscribed: that would end the durable with its last member.
    await subscription.close();
  }

  const supervised = supervise({ ...deps, work, onFailure: loseAndSay(logger) });
  return {
    async stop() {
      isStopping = true;
      await supervised.stop();
      await rounds.drain();
    },
  };
}
