import type { StripeSwitches } from '../topology/stripe-control.js';
import type { World } from '../topology/world.js';
import { waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen } from './fault.js';

/** Somebody must pay meanwhile, which may take a while: payments itself may be starting anew. */
const seenMsMax = 90_000;
const slowMs = 1_500;

/** What both ends say of it so far. */
export interface Sight {
  readonly isSeen: boolean;
  readonly words: string;
}

/** What all that goes wrong at Stripe has in common: it is switched on, seen, and switched off. */
export function stripeFault(
  { name, lastsMs }: Pick<Fault, 'name' | 'lastsMs'>,
  switches: StripeSwitches,
  look: (world: World, since: Date) => Promise<Sight>,
): Fault {
  return {
    name,
    lastsMs,
    isKill: false,
    targets: ['sandbox'],
    inject: async (world) => {
      const { stripe, clock } = world;
      const since = clock.now();
      await stripe.switchOn(switches);
      let words = 'nobody could look';
      const seen = await waitFor(seenMsMax, async () => {
        const sight = await look(world, since).catch(() => null);
        if (sight !== null) words = sight.words;
        return sight?.isSeen === true ? words : null;
      });
      if (seen === null) {
        await stripe.switchOff();
        throw new FaultNotSeen(words);
      }
      return {
        seen,
        heal: async () => {
          await stripe.switchOff();
          return 'all is switched off';
        },
      };
    },
  };
}

/** The next so many requests meet it; the stand-in counts them down. */
function counted(name: string, field: string, count: number, lastsMs: Fault['lastsMs']): Fault {
  return stripeFault({ name, lastsMs }, { [field]: count }, async ({ stripe }) => {
    const left = Number((await stripe.switches())?.[field] ?? count);
    return { isSeen: left < count, words: `${count - left} requests met it` };
  });
}

export const stripeSlow = stripeFault(
  { name: 'answers slowly', lastsMs: [2_000, 5_000] },
  { answerSlowlyMs: slowMs },
  async ({ stripe }) => {
    const tookMs = (await stripe.callMs(4 * slowMs)) ?? 0;
    return { isSeen: tookMs >= slowMs, words: `a call takes ${Math.round(tookMs)} ms` };
  },
);

const silence = counted('answers nothing', 'noAnswer', 1_000_000, [2_000, 7_000]);

/** Nobody can be blamed for money that waits as long as this lasts. */
export const stripeSilent: Fault = {
  ...silence,
  inject: async (world, target) => {
    const fromMs = world.clock.now().getTime();
    const { seen, heal } = await silence.inject(world, target);
    return {
      seen,
      heal: async () => {
        const healed = await heal();
        world.outages.push({ fromMs, toMs: world.clock.now().getTime() });
        return healed;
      },
    };
  },
};

export const stripeFails = counted('answers 500', 'answer500', 4, [500, 2_000]);
export const stripeFailsAfterDoing = counted(
  'answers 500 after doing it',
  'answer500AfterDoing',
  4,
  [500, 2_000],
);
/** The SDK repeats a lost connection once by itself: an even number fails whole calls, too. */
export const stripeHangsUp = counted('hangs up after doing it', 'dropConnection', 6, [500, 2_000]);
