import { greetingMsOf } from '../topology/broker-server.js';
import { brokerUsers } from '../topology/specs.js';
import { waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen, wireOf } from './fault.js';

const reconnectMsMax = 20_000;
const delayMs = 400;

/** The network between one process and the broker is gone, then back. */
export const cutWire: Fault = {
  name: 'connections to the broker cut',
  isKill: false,
  targets: brokerUsers,
  lastsMs: [500, 6_000],
  inject: async (world, target) => {
    const wire = wireOf(world, target);
    const count = wire.cut();
    if (count === 0) throw new FaultNotSeen(`${target} had no connection to the broker`);
    if ((await greetingMsOf(wire.port, 1_000)) !== null)
      throw new FaultNotSeen('the wire still carries');
    const connectionsBefore = wire.connectionCount();
    return {
      seen: `${count} closed, new ones are refused`,
      heal: async () => {
        wire.mend();
        const isBack = await waitFor(reconnectMsMax, () =>
          wire.connectionCount() > connectionsBefore ? true : null,
        );
        if (isBack === null) throw new FaultNotSeen(`${target} did not connect again`);
        return 'connected again';
      },
    };
  },
};

/** Every packet between one process and the broker takes its time. */
export const slowWire: Fault = {
  name: 'connections to the broker slow',
  isKill: false,
  targets: brokerUsers,
  lastsMs: [4_000, 8_000],
  inject: async (world, target) => {
    const wire = wireOf(world, target);
    wire.slow(delayMs);
    const greetingMs = await greetingMsOf(wire.port);
    if (greetingMs === null || greetingMs < delayMs)
      throw new FaultNotSeen(`a greeting took ${greetingMs} ms`);
    return {
      seen: `a greeting takes ${Math.round(greetingMs)} ms`,
      heal: async () => {
        wire.mend();
        const healedMs = await greetingMsOf(wire.port);
        // Something else may have happened to the broker meanwhile.
        return healedMs === null ? 'at full speed' : `a greeting takes ${Math.round(healedMs)} ms`;
      },
    };
  },
};
