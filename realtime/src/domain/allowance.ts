/** So many at once, refilled at a steady rate; `take` says whether there was one left. */
export interface Allowance {
  take(nowMs: number): boolean;
}

export function createAllowance(burst: number, perSecond: number): Allowance {
  let left = burst;
  let filledAtMs: number | null = null;
  return {
    take(nowMs) {
      const passedMs = nowMs - (filledAtMs ?? nowMs);
      left = Math.min(burst, left + (passedMs / 1_000) * perSecond);
      filledAtMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
