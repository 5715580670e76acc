export interface LeaseTimes {
  /** After the last heartbeat, on the database's clock, others may take what a relay owns. */
  readonly leaseMs: number;
  readonly heartbeatMs: number;
  /** A relay stops this long before its lease ends: what it has sent by then must arrive. */
  readonly marginMs: number;
  /** A relay looks at the table at least this often; sooner when a member's time is over. */
  readonly lookMsMax: number;
  /** While others still have what is ours to take. */
  readonly hurryMs: number;
  /** No statement takes longer: what hangs longer is as good as lost. */
  readonly statementMsMax: number;
}

/** Two thirds of a statement a second for the heartbeat; takeover five seconds after a kill. */
export const leaseDefaults: LeaseTimes = {
  leaseMs: 5_000,
  heartbeatMs: 1_500,
  marginMs: 1_000,
  lookMsMax: 5_000,
  hurryMs: 250,
  statementMsMax: 3_000,
};
