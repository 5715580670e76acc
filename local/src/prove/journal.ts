/** What happened in a run, line by line, with the seconds since its start. */
export interface Journal {
  /** Milliseconds since the start. */
  elapsedMs(): number;
  tell(line: string): void;
  /** Something that must not happen: it is told, and the run has failed. */
  complain(line: string): void;
  readonly complaints: readonly string[];
}

export function createJournal(say: (line: string) => void): Journal {
  const startedAtMs = performance.now();
  const complaints: string[] = [];
  const elapsedMs = () => performance.now() - startedAtMs;
  const tell = (line: string) => say(`${(elapsedMs() / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  return {
    elapsedMs,
    tell,
    complaints,
    complain(line) {
      complaints.push(line);
      tell(`FAILED: ${line}`);
    },
  };
}
