import { systemClock } from '@marquee/common/clock';
import type { Command } from '../command.js';
import { readWish } from './config.js';
import { initReplicaSet as initiate } from './init-replica-set.js';

const waitMsMax = 600_000;

/** `init-replica-set`: may run again, and at once from several places. */
export const initReplicaSet: Command = async ({ env, terminal }) => {
  await initiate(readWish(env), { clock: systemClock, say: terminal.tell, waitMsMax });
  return 0;
};
