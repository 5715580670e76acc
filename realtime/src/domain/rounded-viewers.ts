/**
 * A number of people that says how lively it is and not whether one person came or went: exact
 * below ten, then to the nearest five, from a hundred on to two digits.
 */
export function roundedViewers(count: number): number {
  if (count < 10) return count;
  if (count < 100) return Math.round(count / 5) * 5;
  const step = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.round(count / step) * step;
}
