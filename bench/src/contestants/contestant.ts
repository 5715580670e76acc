import type { Buyer } from '../load/drive.js';
import type { Race } from '../race/races.js';

/** Something that sells tickets. */
export interface Contestant {
  readonly name: string;
  /** Puts fresh tickets on sale for one race. */
  prepare(race: Race): Promise<Stage>;
  close(): Promise<void>;
}

export interface Stage {
  /** A buyer with a connection of their own. */
  openBuyer(): Promise<Buyer>;
  /** Waits until what was set in motion has come to rest, so that it does not hinder the next. */
  settle(): Promise<void>;
}
