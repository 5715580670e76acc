export interface FindChromiumOptions {
  /** Told each step in one line. */
  say?: (line: string) => void;
}

export declare function findChromium(options?: FindChromiumOptions): Promise<string>;
