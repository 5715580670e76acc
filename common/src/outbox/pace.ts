/** Rows a second, over the last second or two. */
export function createPace() {
  let sinceMs = performance.now();
  let rows = 0;
  let lastPerSecond = 0;

  function turn(): void {
    const ms = performance.now() - sinceMs;
    if (ms < 1_000) return;
    lastPerSecond = (rows * 1_000) / ms;
    sinceMs = performance.now();
    rows = 0;
  }

  return {
    count(more: number): void {
      turn();
      rows += more;
    },
    perSecond(): number {
      turn();
      return Math.max(lastPerSecond, rows);
    },
  };
}
