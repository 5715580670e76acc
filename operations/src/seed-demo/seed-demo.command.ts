import { systemClock } from '@marquee/common/clock';
import { seedDemo, signInDemoUsers } from '@marquee/local/seed';
import type { Command } from '../command.js';
import { readServicesUrl } from './config.js';
import { openOwnDoor } from './front-door.js';

/**
 * `seed-demo`: the demo accounts, Events and purchases, through the API. Events that are there are
 * found again; purchases come last, so one of them says that everything before is there.
 */
export const seed: Command = async ({ env, terminal }) => {
  const door = await openOwnDoor(readServicesUrl(env));
  const marker = { isSet: () => hasBought(door.baseUrl), set: async () => undefined };
  try {
    const { baseUrl } = door;
    await seedDemo({ baseUrl, marker, clock: systemClock, say: terminal.tell });
    return 0;
  } finally {
    await door.close();
  }
};

async function hasBought(baseUrl: string): Promise<boolean> {
  const { buyer } = await signInDemoUsers(baseUrl);
  const { items } = await buyer.get<{ readonly items: readonly unknown[] }>('/api/orders');
  return items.length > 0;
}
