import type { Bus, Durable } from '../../../bus/port.js';
import type { Backbone } from '../../backbone.js';

/** Where a bus is opened, as a process would open it. */
export interface BusPlace {
  /** The service. Its database's name is unique and may name streams and channels. */
  readonly backbone: Backbone;
  readonly durables: readonly Durable[];
  /** Of the broker, or of a wire before it; empty for a bus that has none. */
  readonly url: string;
}

export type OpenBus = (place: BusPlace) => Promise<Bus>;
