export interface BrokerOptions {
  /** The program, as its `find…` returns it. */
  binary: string;
  /** The data's folder; made if it is not there. The log is beside it: `<dataDir>.log`. */
  dataDir: string;
  /** A fixed port, or 0 (or nothing) for a free one. */
  port?: number;
}

export interface RunningBroker {
  /** For clients: `nats://127.0.0.1:<port>`. */
  url: string;
  port: number;
  pid: number;
  /** Settles with the exit code when the server ends, whoever ended it. Never rejects. */
  exited: Promise<number>;
  /** Stops it in order, and by force after two seconds. Safe to call twice. */
  stop(): Promise<void>;
  /** Ends it as a power cut would, and makes sure that it is gone. */
  kill(): Promise<void>;
}

export interface StartBrokerOptions extends BrokerOptions {
  /** As a person knows it. */
  name: string;
  /** It is ready when somebody answers on this subject. */
  readySubject: string;
  /** What this server wants besides its address, pid file and log. */
  argsFor(dataDir: string): string[];
}

export declare function startBroker(options: StartBrokerOptions): Promise<RunningBroker>;

export declare function stopOrphanBroker(dataDir: string): Promise<void>;
