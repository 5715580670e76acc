import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import { type Supervised, supervise } from '../broker/supervise.js';
import type { Channels } from './channels.js';
import type { Connection } from './connection.js';
import type { Link } from './link.js';
import { loseAndSay } from './lose-and-say.js';
import { send } from './send.js';
import { survey } from './survey.js';

/** Often enough that the name never reaches the age at which the server drops messages. */
const renewEveryMs = 24 * 3_600_000;

/** Gives the storage its name as soon as it is seen, and keeps the name from growing old. */
export function renewOrigin(deps: {
  readonly connection: Connection;
  readonly channels: Channels;
  readonly logger: Logger;
}): Supervised {
  async function work(link: Link, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { origin, namedAt } = await survey(link, deps.channels, []);
      const ageMs = systemClock.now().getTime() - namedAt.getTime();
      await systemClock.sleep(Math.max(0, renewEveryMs - ageMs), signal);
      if (signal.aborted) return;
      await send(link, deps.channels.origin, Buffer.from(origin));
    }
  }
  return supervise({ ...deps, work, onFailure: loseAndSay(deps.logger) });
}
