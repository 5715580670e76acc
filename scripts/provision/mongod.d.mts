export interface FindMongodOptions {
  /** Told each step in one line. */
  say?: (line: string) => void;
}

export declare function findMongod(options?: FindMongodOptions): Promise<string>;
