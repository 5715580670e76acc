/** What a command did: for programs and for people. */
export interface Report {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** Null when what was asked for was done; otherwise what was not found. */
  readonly failure: string | null;
}
