export interface FindNatsStreamingServerOptions {
  /** Told each step in one line. */
  say?: (line: string) => void;
}

export declare function findNatsStreamingServer(
  options?: FindNatsStreamingServerOptions,
): Promise<string>;
