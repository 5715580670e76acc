import type { TestBroker } from './brokers/index.js';
import { type BusUnderTest, busWorld } from './bus-contract/bus-world.js';
import { busDelivery } from './bus-contract/delivery.js';
import { busLostStorage } from './bus-contract/lost-storage.js';
import { busProcessCrash } from './bus-contract/process-crash.js';
import { busRepetition } from './bus-contract/repetition.js';
import { busReplicas } from './bus-contract/replicas.js';
import { busServerFaults } from './bus-contract/server-faults.js';
import { busStartAndStop } from './bus-contract/start-and-stop.js';
import { busTrouble } from './bus-contract/trouble.js';
import { busWire } from './bus-contract/wire.js';

export type { BusUnderTest } from './bus-contract/bus-world.js';

/** What every bus must do, on the real thing: the same promises for each adapter. */
export function busContract(name: string, bus: BusUnderTest): void {
  describe(`the bus contract, ${name}`, () => {
    let server: TestBroker | undefined;
    beforeAll(async () => {
      server = await bus.startServer?.();
    });
    afterAll(() => server?.stop());

    const world = busWorld(bus, () => server?.url ?? '');
    busDelivery(world);
    busRepetition(world);
    busTrouble(world);
    busStartAndStop(world);
    busProcessCrash(world);
    // A bus inside the process has one process, no server to lose, no wire to cut, no storage to wipe.
    if (bus.startServer === undefined) return;
    const serverNow = () => {
      if (server === undefined) throw new Error('the server has not been started');
      return server;
    };
    busReplicas(world);
    busServerFaults(world, serverNow);
    busWire(world);
    busLostStorage(world, serverNow);
  });
}
