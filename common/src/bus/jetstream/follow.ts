import { randomUUID } from 'node:crypto';
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import { type Msg, nanos } from '@nats-io/transport-node';
import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import { decodeEvent } from '../broker/event-codec.js';
import { createRecentIds } from '../broker/recent-ids.js';
import { whileUp } from '../broker/while-up.js';
import type { Subscription } from '../port.js';
import type { Connection, Link } from './connection.js';
import { deliveryInfoOf } from './delivery-info.js';
import type { Layout } from './layout.js';
import { type Pull, startPull } from './pull.js';
import type { StreamWatch } from './stream-watch.js';
import { superviseOnStream } from './supervise-on-stream.js';

export interface FollowDeps {
  readonly connection: Connection;
  readonly stream: StreamWatch;
  readonly layout: Layout;
  readonly logger: Logger;
}

export interface Following extends Subscription {
  /** Resolves when the past has been brought. */
  readonly caughtUp: Promise<void>;
  isFollowing(): boolean;
}

const batchSize = 256;
/** Begun again, it looks back a little: a server's tail may have been lost and sent anew. */
const overlapMs = 10_000;
const forgottenAfterMs = 60_000;

/**
 * Brings one aggregate type to this process alone, by a consumer that nobody else sees and that
 * the server forgets. Begun again by time and not by sequence: a wiped stream counts from 1, and a
 * rewound one gives its numbers twice.
 */
export function followType(
  deps: FollowDeps,
  aggregateType: AggregateType,
  since: Date,
  listener: (event: DomainEvent) => void,
  onGap: (before: Link, now: Link) => void,
): Following {
  const { layout } = deps;
  const logger = deps.logger.child({ aggregateType });
  const recent = createRecentIds();
  let startsAt = since;
  let before: Link | null = null;
  let isFollowing = false;
  let resolveCaughtUp: () => void = () => undefined;
  const caughtUp = new Promise<void>((resolve) => {
    resolveCaughtUp = resolve;
  });

  function bring(event: DomainEvent, storedAt: Date): void {
    const restartsAt = new Date(storedAt.getTime() - overlapMs);
    if (restartsAt > startsAt) startsAt = restartsAt;
    if (!recent.add(event.id)) return;
    try {
      listener(event);
    } catch (error) {
      logger.error({ err: error, eventId: event.id, type: event.type }, 'A follower failed');
    }
  }

  function createConsumer(link: Link) {
    return link.manager.consumers.add(layout.streamName, {
      // With a name of its own, the subject it is asked for on holds what it follows: permissions
      // can be given for that.
      name: `follow-${aggregateType}-${randomUUID()}`,
      filter_subject: layout.subjectsOf(aggregateType),
      deliver_policy: DeliverPolicy.StartTime,
      opt_start_time: startsAt.toISOString(),
      ack_policy: AckPolicy.None,
      mem_storage: true,
      num_replicas: 1,
      inactive_threshold: nanos(forgottenAfterMs),
    });
  }

  async function work(link: Link, signal: AbortSignal): Promise<string> {
    const info = await whileUp(link, createConsumer(link));
    if (before !== null) onGap(before, link);
    before = link;
    if (info.num_pending === 0) resolveCaughtUp();
    let taken = 0;
    function take(message: Msg): void {
      taken += 1;
      const event = decodeEvent(message.data);
      const delivery = deliveryInfoOf(message);
      if (delivery?.deliverySequence !== taken) pull.end('A delivery is missing');
      else if (event !== null) bring(event, delivery.storedAt);
      if (taken >= info.num_pending) resolveCaughtUp();
    }
    const pull: Pull = startPull({
      link,
      signal,
      streamName: layout.streamName,
      consumerName: info.name,
      room: () => batchSize,
      take,
    });
    isFollowing = true;
    const reason = await pull.ended;
    isFollowing = false;
    await pull.stop();
    return reason;
  }

  const supervised = superviseOnStream({ ...deps, logger, work });
  return { caughtUp, stop: supervised.stop, isFollowing: () => isFollowing };
}
