import { busWorld, type OpenBus } from './bus-contract/bus-world.js';
import { busDelivery } from './bus-contract/delivery.js';
import { busStartAndStop } from './bus-contract/start-and-stop.js';
import { busTrouble } from './bus-contract/trouble.js';

export type { OpenBus } from './bus-contract/bus-world.js';

/** What every bus must do, on the real thing: the same promises for each adapter. */
export function busContract(name: string, openBus: OpenBus): void {
  describe(`the bus contract, ${name}`, () => {
    const world = busWorld(openBus);
    busDelivery(world);
    busTrouble(world);
    busStartAndStop(world);
  });
}
