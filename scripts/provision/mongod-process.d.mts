export interface MongodOptions {
  /** The program, as `findMongod` returns it. */
  binary: string;
  /** The data's folder; made if it is not there. */
  dbPath: string;
  /** A fixed port, or 0 (or nothing) for a free one. */
  port?: number;
  /** The log's file; `<dbPath>.log` if not said. */
  log?: string;
  /** WiredTiger's cache in gigabytes, 0.5 if not said. */
  cacheGb?: number;
}

export interface RunningMongod {
  /** A connection string with the replica set and no database. */
  url: string;
  port: number;
  pid: number;
  /** Settles with the exit code when the server ends, whoever ended it. Never rejects. */
  exited: Promise<number>;
  /** Stops it in order, and by force after two seconds. Safe to call twice. */
  stop(): Promise<void>;
}

export declare function startMongod(options: MongodOptions): Promise<RunningMongod>;
