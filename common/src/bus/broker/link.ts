/** One connect to a broker, until it is lost. */
export interface BrokerLink {
  /** Aborts when this connection is lost, with the reason. */
  readonly lost: AbortSignal;
  /** Called once it is lost: hundreds come and go, which a signal's listeners do slowly. */
  readonly losers: Set<() => void>;
}

/** Connects for ever, and says which connection there is now. */
export interface BrokerConnection<Link extends BrokerLink> {
  current(): Link | null;
  /** Resolves with the connection once there is one, or with null when the signal aborts. */
  when(signal: AbortSignal): Promise<Link | null>;
  /** How often a connection came to be. */
  count(): number;
  /** Hangs up for good. */
  close(): Promise<void>;
}
