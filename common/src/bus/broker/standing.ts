/** Something that is there or not, and that can be waited for. */
export interface Standing<Value> {
  current(): Value | null;
  set(value: Value | null): void;
  /** Resolves with the value once there is one, or with null when the signal aborts. */
  when(signal: AbortSignal): Promise<Value | null>;
}

export function createStanding<Value>(): Standing<Value> {
  const waiting = new Set<(value: Value) => void>();
  let value: Value | null = null;
  return {
    current: () => value,
    set(next) {
      value = next;
      if (next === null) return;
      const told = [...waiting];
      waiting.clear();
      for (const tell of told) tell(next);
    },
    when(signal) {
      if (signal.aborted) return Promise.resolve(null);
      if (value !== null) return Promise.resolve(value);
      return new Promise((resolve) => {
        const giveUp = () => {
          waiting.delete(tell);
          resolve(null);
        };
        const tell = (next: Value) => {
          signal.removeEventListener('abort', giveUp);
          resolve(next);
        };
        waiting.add(tell);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
