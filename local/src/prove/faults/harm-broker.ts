import { readBrokerOrigin } from '../topology/broker-origin.js';
import { greetingMsOf } from '../topology/broker-server.js';
import { type Fault, FaultNotSeen } from './fault.js';

/** The broker's process is killed, and comes back with what it had stored. */
export const killBroker: Fault = {
  name: 'SIGKILL',
  isKill: true,
  targets: ['broker'],
  lastsMs: [500, 4_000],
  inject: async ({ broker }) => {
    const pid = broker.pid();
    await broker.kill();
    if ((await greetingMsOf(broker.port)) !== null)
      throw new FaultNotSeen(`the broker still answers on port ${broker.port}`);
    return {
      seen: `process ${pid} is gone, nobody answers on its port`,
      heal: async () => {
        await broker.start();
        return `up again as process ${broker.pid()}`;
      },
    };
  },
};

/** The broker loses its disk: streams, consumers and every message that was acknowledged. */
export const wipeBroker: Fault = {
  name: 'wiped',
  isKill: true,
  targets: ['broker'],
  lastsMs: [500, 2_000],
  inject: async (world) => {
    const { broker } = world;
    const before = await readBrokerOrigin(world);
    if (before === null) throw new FaultNotSeen('the broker did not say what it stores');
    const pid = broker.pid();
    await broker.kill();
    await broker.wipe();
    return {
      seen: `process ${pid} is gone, its storage ${before} is removed`,
      heal: async () => {
        await broker.start();
        const after = await readBrokerOrigin(world);
        if (after === null || after === before)
          throw new FaultNotSeen(`the broker's storage was ${before} and is ${after}`);
        return `up again as process ${broker.pid()} with another storage, ${after}`;
      },
    };
  },
};
