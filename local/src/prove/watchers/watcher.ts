export interface WatcherCounts {
  messages: number;
  /** How often it came in: once, and after every loss. */
  joins: number;
  snapshots: number;
}

/** Somebody with a page open, who is held against the books in the end. */
export interface Watcher {
  readonly name: string;
  readonly counts: Readonly<WatcherCounts>;
  /** What it heard and should not have, a sentence each. */
  readonly misheard: readonly string[];
  isLive(): boolean;
  /** Why it was not, last. */
  trouble(): string;
  close(): Promise<void>;
}
