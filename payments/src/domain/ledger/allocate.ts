/**
 * Divides a part of a whole among those who have the whole, in proportion and in whole minor units.
 * A larger amount never gives anybody less (Webster's method; largest remainders would), so the
 * difference between two allocations is what the step between them costs each, never negative; and
 * the whole gives everybody exactly what they have. Throws RangeError outside 0 … whole.
 */
export function allocate(parts: readonly number[], amount: number): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const isPart = Number.isSafeInteger(whole) && amount >= 0 && amount <= whole;
  if (!isPart || parts.some((part) => !Number.isInteger(part) || part < 0))
    throw new RangeError(`${amount} is no part of ${whole}`);
  if (whole === 0) return parts.map(() => 0);

  const twice = 2n * BigInt(whole);
  const shares = parts.map((part) =>
    Number((2n * BigInt(part) * BigInt(amount) + BigInt(whole)) / twice),
  );
  let left = amount - shares.reduce((sum, share) => sum + share, 0);
  for (; left > 0; left -= 1) add(shares, firstInLine(parts, shares), 1);
  for (; left < 0; left += 1) add(shares, lastServed(parts, shares), -1);
  return shares;
}

/** Whose next unit has the highest claim; of equal claims the first. */
function firstInLine(parts: readonly number[], shares: readonly number[]): number {
  return indexOfBest(
    parts,
    (a, b) => claims(parts, a, 2 * at(shares, a) + 1, b, 2 * at(shares, b) + 1) > 0,
  );
}

/** Whose newest unit has the lowest claim; of equal claims the last. */
function lastServed(parts: readonly number[], shares: readonly number[]): number {
  return indexOfBest(parts, (a, b) => {
    if (at(shares, a) === 0 || at(shares, b) === 0) return at(shares, b) === 0;
    return claims(parts, a, 2 * at(shares, a) - 1, b, 2 * at(shares, b) - 1) <= 0;
  });
}

function indexOfBest(parts: readonly number[], isBetter: (a: number, b: number) => boolean) {
  return parts.reduce((best, _part, index) => (isBetter(index, best) ? index : best), 0);
}

/** Compares part a / x with part b / y without dividing: positive when a's claim is higher. */
function claims(parts: readonly number[], a: number, x: number, b: number, y: number): number {
  const [left, right] = [BigInt(at(parts, a)) * BigInt(y), BigInt(at(parts, b)) * BigInt(x)];
  return left === right ? 0 : left > right ? 1 : -1;
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}

function add(numbers: number[], index: number, difference: number): void {
  numbers[index] = at(numbers, index) + difference;
}
