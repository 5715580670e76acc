/** Lets a loop sleep until something happens; what happens while it works is not missed. */
export function createWakeUp() {
  let isCalled = false;
  let wake: (() => void) | null = null;
  return {
    call(): void {
      isCalled = true;
      wake?.();
    },
    /** Resolves when called, at once if that was since the last sleep, or after `ms`. */
    async sleep(ms: number): Promise<void> {
      if (!isCalled) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      isCalled = false;
    },
  };
}

export type WakeUp = ReturnType<typeof createWakeUp>;
