/** What was started, stopped in the opposite order: once, and all of it even when one part fails. */
export interface Teardown {
  add(name: string, close: () => Promise<void> | void): void;
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const steps: { name: string; close: () => Promise<void> | void }[] = [];
  let running: Promise<void> | null = null;

  async function closeAll(): Promise<void> {
    const failures: Error[] = [];
    for (const step of steps.reverse()) {
      try {
        await step.close();
      } catch (cause) {
        failures.push(new Error(`${step.name} did not stop in order`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Marquee did not stop in order');
  }

  return {
    add(name, close) {
      steps.push({ name, close });
    },
    run() {
      running ??= closeAll();
      return running;
    },
  };
}
