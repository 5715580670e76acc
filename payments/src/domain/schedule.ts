const firstWaitMs = 1_000;

/** 1, 2, 4 … seconds after the nth look, never more than `waitMsMax`. */
export function waitMsAfter(looks: number, waitMsMax: number): number {
  return Math.min(waitMsMax, firstWaitMs * 2 ** Math.min(looks, 16));
}
