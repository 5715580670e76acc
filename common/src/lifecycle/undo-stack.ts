/** Steps back, run in reverse: what was started last is stopped first. */
export interface UndoStack {
  push(undo: () => Promise<void>): void;
  /** Runs every step even when one fails; then throws what failed. Once run, it is empty. */
  run(): Promise<void>;
}

export function createUndoStack(): UndoStack {
  const steps: Array<() => Promise<void>> = [];
  return {
    push: (undo) => void steps.push(undo),
    async run() {
      const failures: unknown[] = [];
      for (let undo = steps.pop(); undo !== undefined; undo = steps.pop()) {
        await undo().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything stopped cleanly');
    },
  };
}
