import { greetingMsOf } from '../topology/broker-server.js';
import { brokerUsers } from '../topology/specs.js';
import type { TcpProxy } from '../topology/tcp-proxy.js';
import { waitFor } from '../waiting.js';
import { type Fault, FaultNotSeen, wireOf } from './fault.js';

const reconnectMsMax = 20_000;
/** Longer than the broker is away for when something else happens to it. */
const greetingMsMax = 30_000;
const delayMs = 400;

/** The network between one process and the broker is gone, then back. */
export const cutWire: Fault = {
  name: 'connections to the broker cut',
  isKill: false,
  targets: brokerUsers,
  lastsMs: [500, 6_000],
  inject: async (world, target) => {
    const wire = wireOf(world, target);
    const count = await waitFor(reconnectMsMax, () => cutWhatCarries(wire));
    if (count === null) throw new FaultNotSeen(`${target} had no connection to the broker`);
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
    const greetingMs = await measure(wire, () => true);
    if (greetingMs === null || greetingMs < delayMs) {
      wire.mend();
      throw new FaultNotSeen(
        greetingMs === null ? 'nobody was greeted' : `a greeting took ${Math.round(greetingMs)} ms`,
      );
    }
    return {
      seen: `a greeting takes ${Math.round(greetingMs)} ms`,
      heal: async () => {
        wire.mend();
        const healedMs = await measure(wire, (ms) => ms < delayMs);
        if (healedMs === null)
          throw new FaultNotSeen(`no greeting took less than ${delayMs} ms again`);
        return `a greeting takes ${Math.round(healedMs)} ms`;
      },
    };
  },
};

/** Without a connection there is nothing to cut: one that is just being made is waited for. */
function cutWhatCarries(wire: TcpProxy): number | null {
  const count = wire.cut();
  if (count > 0) return count;
  wire.mend();
  return null;
}

/** A greeting that does not come is no measurement: something else may happen to the broker. */
function measure(wire: TcpProxy, isFit: (ms: number) => boolean): Promise<number | null> {
  return waitFor(greetingMsMax, async () => {
    const greetingMs = await greetingMsOf(wire.port);
    return greetingMs !== null && isFit(greetingMs) ? greetingMs : null;
  });
}
