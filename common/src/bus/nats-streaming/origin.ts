import { systemClock } from '../../clock.js';
import { newId } from '../../ids.js';
import type { Logger } from '../../logging/index.js';
import { supervise } from '../broker/supervise.js';
import { whileUp } from '../broker/while-up.js';
import { subscribeTo } from './channel-subscription.js';
import type { Channels } from './channels.js';
import type { Connection } from './connection.js';
import { passProbe } from './last-sequences.js';
import type { Link } from './link.js';
import { loseAndSay } from './lose-and-say.js';
import { send } from './send.js';

/** Often enough that the name never reaches the age at which the server drops messages. */
const renewEveryMs = 24 * 3_600_000;

export interface Origins {
  /** The name of the storage behind this link. */
  of(link: Link): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The server tells nothing that a wipe changes: even its publish prefix is made of its cluster id.
 * So the storage is given a name, in a channel of its own: the first message there, written by who
 * finds it empty. Of two who do so at once, one is the first.
 */
export function createOrigins(deps: {
  readonly connection: Connection;
  readonly channels: Channels;
  readonly logger: Logger;
}): Origins {
  const { channels } = deps;
  const known = new WeakMap<Link, Promise<string>>();

  async function find(link: Link): Promise<string> {
    let tell: (name: string) => void = () => undefined;
    let isNamed = false;
    const first = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const subscription = await subscribeTo(link, {
      channel: channels.origin,
      startAt: 'first',
      take(message) {
        isNamed = true;
        tell(message.getRawData().toString());
      },
    });
    await passProbe(link, channels);
    if (!isNamed) await send(link, channels.origin, Buffer.from(newId()));
    const name = await whileUp(link, first);
    await subscription.close();
    return name;
  }

  function of(link: Link): Promise<string> {
    const finding = known.get(link) ?? find(link);
    known.set(link, finding);
    // Not to be asked again of a link that failed, but of the same one after a passing trouble.
    finding.catch(() => known.delete(link));
    return finding;
  }

  async function renew(link: Link, signal: AbortSignal): Promise<void> {
    for (;;) {
      const name = await of(link);
      await systemClock.sleep(renewEveryMs, signal);
      if (signal.aborted) return;
      await send(link, channels.origin, Buffer.from(name));
    }
  }

  const supervised = supervise({ ...deps, work: renew, onFailure: loseAndSay(deps.logger) });
  return { of, stop: supervised.stop };
}
