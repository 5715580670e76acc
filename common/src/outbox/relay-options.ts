export interface RelayOptions {
  /**
   * Rows a pass reads. Each stays below 10 kB or so, and a pass of 500 is over in well under a
   * second, so neither memory nor newcomers wait for long.
   */
  readonly batchSizeMax: number;
  /** Aggregates of one type whose events are on the way at once. */
  readonly windowMax: number;
  /** A pass waits this long for its last publishes; then those finish beside the next pass. */
  readonly passMsMax: number;
  /** The longest sleep of an idle relay: one question a second. */
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
  windowMax: 500,
  passMsMax: 200,
  pollMsMax: 1_000,
  backoffMsMin: 100,
  backoffMsMax: 30_000,
  attemptsMax: 10,
  watchesChanges: true,
};
