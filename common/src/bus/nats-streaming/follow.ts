import type { Message } from 'node-nats-streaming';
import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import { aborted } from '../broker/aborted.js';
import { decodeEvent } from '../broker/event-codec.js';
import { createRecentIds } from '../broker/recent-ids.js';
import { supervise } from '../broker/supervise.js';
import type { Subscription } from '../port.js';
import type { Channels } from './channels.js';
import type { Connection } from './connection.js';
import type { Link } from './link.js';
import { loseAndSay } from './lose-and-say.js';
import { createPlace, type Place } from './place.js';
import { readChannels } from './read-channels.js';
import { survey } from './survey.js';

export interface FollowDeps {
  readonly connection: Connection;
  readonly channels: Channels;
  readonly logger: Logger;
  readonly closing: AbortSignal;
}

/**
 * Brings what was published since then, and what comes, to this process alone: no queue, no
 * durable. Resolves when the past has been brought; rejects when `closing` aborts before.
 */
export async function follow(
  deps: FollowDeps,
  aggregateTypes: readonly AggregateType[],
  since: Date,
  listener: (event: DomainEvent) => void,
  onGap: () => void,
): Promise<Subscription> {
  const { channels, logger } = deps;
  const recent = createRecentIds();
  const places = new Map<AggregateType, Place>();
  let endPast: (isBrought: boolean) => void = () => undefined;
  const past = new Promise<boolean>((resolve) => {
    endPast = resolve;
  });
  let sessions = 0;
  let isFollowing = false;
  let isStopped = false;

  function placeOf(aggregateType: AggregateType): Place {
    const place = places.get(aggregateType) ?? createPlace(since);
    places.set(aggregateType, place);
    return place;
  }

  function bring(message: Message): void {
    const event = decodeEvent(message.getRawData());
    if (isStopped || event === null || !recent.add(event.id)) return;
    try {
      listener(event);
    } catch (error) {
      logger.error({ err: error, eventId: event.id, type: event.type }, 'A follower failed');
    }
  }

  async function work(link: Link, signal: AbortSignal): Promise<void> {
    const { origin, last } = await survey(link, channels, aggregateTypes);
    const reading = await readChannels(link, channels, {
      last,
      startAt: (aggregateType, target) => placeOf(aggregateType).startAt(origin, target),
      take(aggregateType, message) {
        if (placeOf(aggregateType).advance(message)) bring(message);
      },
    });
    void reading.past.then(() => endPast(true));
    sessions += 1;
    if (sessions > 1) onGap();
    isFollowing = true;
    await aborted(signal);
    isFollowing = false;
    await reading.close();
  }

  const supervised = supervise({ ...deps, work, onFailure: loseAndSay(logger) });
  async function stop(): Promise<void> {
    isStopped = true;
    await supervised.stop();
  }
  deps.closing.addEventListener('abort', () => endPast(false), { once: true });
  if (await past) return { stop, isFollowing: () => isFollowing };
  await stop();
  throw new Error('The bus was closed before the past was brought');
}
