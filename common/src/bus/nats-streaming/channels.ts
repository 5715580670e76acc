import type { AggregateType } from '../../contracts/domain-event.js';

/** What the channels are called: one for each aggregate type, and two without events. */
export interface Channels {
  of(aggregateType: AggregateType): string;
  readonly probe: string;
  readonly origin: string;
  signal(topic: string): string;
}

export function channelsOf({ channelRoot }: { readonly channelRoot: string }): Channels {
  return {
    of: (aggregateType) => `${channelRoot}.${aggregateType}`,
    probe: `probe.${channelRoot}`,
    origin: `origin.${channelRoot}`,
    signal: (topic) => `signal.${channelRoot}.${encodeURIComponent(topic)}`,
  };
}
