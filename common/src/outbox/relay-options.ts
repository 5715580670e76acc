export interface RelayOptions {
  /** Rows of a read. Each stays below 10 kB or so, and 500 of them come in some milliseconds. */
  readonly batchSizeMax: number;
  /**
   * Aggregates of one type whose events are on the way at once. Rows are read while half of it is
   * free, so it is twice a read.
   */
  readonly windowMax: number;
  /** Rows in hand: on the way, or published and not yet marked. The relay's memory, about. */
  readonly inHandMax: number;
  /** A publish under way for longer is hanging: rows that wait for it are not read meanwhile. */
  readonly passMsMax: number;
  /** The longest sleep of an idle relay; twice that while a change stream is open. */
  readonly pollMsMax: number;
  readonly backoffMsMin: number;
  readonly backoffMsMax: number;
  /** Unexpected failures of one event before it is parked. A refusal of the bus is not one. */
  readonly attemptsMax: number;
  /** Whether the database is asked to tell of rows that other processes commit. */
  readonly watchesChanges: boolean;
}

export const relayDefaults: RelayOptions = {
  batchSizeMax: 500,
  windowMax: 1_000,
  inHandMax: 3_000,
  passMsMax: 200,
  pollMsMax: 1_000,
  backoffMsMin: 100,
  backoffMsMax: 30_000,
  attemptsMax: 10,
  watchesChanges: true,
};
