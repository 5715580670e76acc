export interface FindNatsServerOptions {
  /** Any from 2.9 on, preferably the newest (the default), or exactly the 2.9 series. */
  version?: 'newest' | '2.9';
  /** Told each step in one line. */
  say?: (line: string) => void;
}

export declare function findNatsServer(options?: FindNatsServerOptions): Promise<string>;
