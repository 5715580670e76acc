import type { OpenBus } from './place.js';

export type BusName = 'in-process' | 'jetstream' | 'nats-streaming';

/** By name, since a process that is started to be killed cannot be handed a function. */
export const openBusOf: Readonly<Record<BusName, OpenBus>> = {
  'in-process': async ({ backbone, durables }) => backbone.bus(durables),
  jetstream: async (place) => (await import('./jetstream.js')).openBus(place),
  'nats-streaming': async (place) => (await import('./nats-streaming.js')).openBus(place),
};
