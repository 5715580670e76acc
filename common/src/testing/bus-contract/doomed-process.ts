/** The process that `startDoomedProcess` starts; it never ends by itself. */
import type { Bus, Verdict } from '../../bus/port.js';
import { openDatabase } from '../../mongo/index.js';
import { backboneOn } from '../backbone.js';
import { aSilentLogger } from '../builders.js';
import { openBusOf } from './buses/index.js';
import type { DoomedProcessOptions } from './doomed.js';
import { createEffects } from './effects.js';

/** Hands nothing to the consumer, or keeps its answer from the bus. */
function stuck(bus: Bus, dies: DoomedProcessOptions['dies']): Bus {
  return {
    ...bus,
    subscribe: (durable, handler) =>
      bus.subscribe(durable, async (deliveries) => {
        if (dies === 'after its effect') await handler(deliveries);
        process.send?.('stuck');
        return new Promise<readonly Verdict[]>(() => undefined);
      }),
  };
}

async function main(): Promise<void> {
  // The test that started us is gone: nobody is left to kill us.
  process.once('disconnect', () => process.exit(1));
  const given = JSON.parse(process.argv[2] ?? '') as DoomedProcessOptions;
  const database = await openDatabase({
    url: process.env['MONGO_URL'] ?? '',
    name: given.databaseName,
    logger: aSilentLogger(),
  });
  const backbone = await backboneOn(database);
  const durables = [given.durable];
  const bus = await openBusOf[given.bus]({ backbone, durables, url: given.url });
  await createEffects(backbone, stuck(bus, given.dies), given.durable).job.start();
  // Where the bus is in the process, so is the relay; elsewhere the test has one.
  if (!bus.isShared) await backbone.relay(bus).start();
}

void main();
