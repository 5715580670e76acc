/** How a mail that could not be sent is tried again. */
export interface RetryRules {
  readonly attemptsMax: number;
  readonly pauseMsMin: number;
  readonly pauseMsMax: number;
}

/** Twenty attempts within about half a day: mail servers have outages. */
export const defaultRetryRules: RetryRules = {
  attemptsMax: 20,
  pauseMsMin: 15_000,
  pauseMsMax: 3_600_000,
};

/** The pause after so many failed attempts; null when there shall be no other. */
export function pauseMsAfter(attempts: number, rules: RetryRules): number | null {
  if (attempts >= rules.attemptsMax) return null;
  return Math.min(rules.pauseMsMax, rules.pauseMsMin * 2 ** Math.min(attempts - 1, 30));
}

const knowledgePauseMsMin = 200;
const knowledgePauseMsMax = 60_000;

/** The pause after so many looks for an address that has not come. */
export function pauseMsWithoutAddress(looks: number): number {
  return Math.min(knowledgePauseMsMax, knowledgePauseMsMin * 2 ** Math.min(looks, 20));
}
