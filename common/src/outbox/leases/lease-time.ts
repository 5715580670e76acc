/**
 * How long we may believe our own leases: until some time after the last confirmed heartbeat was
 * sent, by the monotonic clock, which runs on while a process is stopped and which nobody sets.
 */
export function createLeaseTime(onChange: () => void) {
  let untilMs = Number.NEGATIVE_INFINITY;
  let isTold = true;
  let timer: NodeJS.Timeout | undefined;
  const isOver = () => performance.now() >= untilMs;

  return {
    isOver,
    /** Our time lasts until then. `onChange` is called when it had been over, and when it will be. */
    extend(toMs: number): void {
      untilMs = toMs;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          isTold = true;
          onChange();
        },
        Math.max(toMs - performance.now(), 0),
      );
      timer.unref();
      if (!isTold || isOver()) return;
      isTold = false;
      onChange();
    },
    end(): void {
      clearTimeout(timer);
      untilMs = Number.NEGATIVE_INFINITY;
      isTold = true;
    },
  };
}
