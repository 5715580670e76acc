import { openBus, openSide, relayOf } from '../backbone/side.js';
import { stopWithParent } from '../contestants/fork-entry.js';

/** A relay in a process of its own, as a worker is; it is killed, stopped or left idle. */
const [mongoUrl = '', natsUrl = '', place = ''] = process.argv.slice(2);
const side = await openSide(mongoUrl, place);
const bus = await openBus({ natsUrl, stream: place });
const relay = relayOf(side, bus);
await relay.start();
stopWithParent(async () => {
  await relay.stop();
  await bus.close();
  await side.database.close();
});
process.send?.('ready');
