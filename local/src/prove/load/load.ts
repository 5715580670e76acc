import { systemClock } from '@marquee/common/clock';
import { buyBest, buyTickets } from './buy.js';
import { putOnAndCallOff } from './call-off.js';
import type { Journey, Journeyer } from './journey.js';
import { askAnotherPrice, listTickets, withdrawTicket } from './sell.js';
import { browse, comeAndGo } from './visit.js';

/** How many are under way at most: beyond, people are turned away before they ask. */
const underWayMax = 150;

const journeys: readonly (readonly [weight: number, journey: Journey])[] = [
  [32, buyTickets],
  [18, buyBest],
  [17, listTickets],
  [13, askAnotherPrice],
  [6, withdrawTicket],
  [2, putOnAndCallOff],
  [9, browse],
  [3, comeAndGo],
];

export interface Load {
  /** Starts nothing more and waits until everybody has an answer or has given up. */
  stop(): Promise<void>;
  journeyCount(): number;
  turnedAwayCount(): number;
}

/** People come at this rate, whether those before them were served or not. */
export function startLoad(
  journeyer: Journeyer,
  perSecond: number,
  onBug: (error: unknown) => void,
): Load {
  const { random } = journeyer;
  const abort = new AbortController();
  const underWay = new Set<Promise<void>>();
  let begun = 0;
  let turnedAway = 0;

  function begin(): void {
    if (underWay.size >= underWayMax) {
      turnedAway += 1;
      return;
    }
    begun += 1;
    const journey = chooseJourney(random.next());
    const done = journey(journeyer)
      .catch(onBug)
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  async function run(): Promise<void> {
    const startedAtMs = performance.now();
    while (!abort.signal.aborted) {
      const due = Math.floor(((performance.now() - startedAtMs) / 1_000) * perSecond);
      while (begun + turnedAway < due) begin();
      await systemClock.sleep(1_000 / perSecond, abort.signal);
    }
  }

  const running = run();
  return {
    async stop() {
      abort.abort();
      await running;
      await Promise.all(underWay);
    },
    journeyCount: () => begun,
    turnedAwayCount: () => turnedAway,
  };
}

function chooseJourney(dice: number): Journey {
  const total = journeys.reduce((sum, [weight]) => sum + weight, 0);
  let left = dice * total;
  for (const [weight, journey] of journeys) {
    left -= weight;
    if (left < 0) return journey;
  }
  return browse;
}
