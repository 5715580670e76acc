import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import type { Subscription } from '../port.js';
import type { Link } from './connection.js';
import { type FollowDeps, followType } from './follow.js';

/**
 * Follows several aggregate types, each by its own consumer, and hands them on as they come: the
 * order of an aggregate's events is kept. Resolves when the past of every type has been brought,
 * and rejects when `closing` aborts before that. A gap is told once, not once for each type.
 */
export async function followAll(
  deps: FollowDeps & { readonly closing: AbortSignal },
  aggregateTypes: readonly AggregateType[],
  since: Date,
  listener: (event: DomainEvent) => void,
  onGap: () => void,
): Promise<Subscription> {
  let toldOf: Link | null = null;
  let isStopped = false;
  function tellGap(before: Link, now: Link): void {
    if (before !== now && toldOf === now) return;
    toldOf = now;
    onGap();
  }
  function hand(event: DomainEvent): void {
    if (!isStopped) listener(event);
  }

  const followings = aggregateTypes.map((aggregateType) =>
    followType(deps, aggregateType, since, hand, tellGap),
  );
  async function stop(): Promise<void> {
    isStopped = true;
    await Promise.all(followings.map((following) => following.stop()));
  }

  const past = Promise.all(followings.map((following) => following.caughtUp));
  const isBrought = await unlessAborted(past, deps.closing);
  if (!isBrought) {
    await stop();
    throw new Error('The bus was closed before the past was brought');
  }
  return { stop, isFollowing: () => followings.every((following) => following.isFollowing()) };
}

function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(false);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work
      .then(() => resolve(true), reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}
