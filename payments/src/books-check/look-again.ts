import type { Difference } from './difference.js';

export interface Compared<Item> {
  readonly item: Item;
  readonly differences: readonly Difference[];
}

export interface Looks<Item> {
  readonly compare: (items: readonly Item[]) => Promise<ReadonlyArray<Compared<Item>>>;
  /** The same things as they are now. */
  readonly refresh: (items: readonly Item[]) => Promise<readonly Item[]>;
  readonly pause: () => Promise<void>;
}

export const looksMax = 3;

/** What is under way differs for a moment: only what still does after a pause is told. */
export async function lookAgain<Item>(
  items: readonly Item[],
  { compare, refresh, pause }: Looks<Item>,
): Promise<readonly Difference[]> {
  let left = items;
  for (let look = 1; ; look += 1) {
    const compared = await compare(left);
    const differing = compared.filter(({ differences }) => differences.length > 0);
    if (differing.length === 0 || look === looksMax)
      return differing.flatMap(({ differences }) => differences);
    await pause();
    left = await refresh(differing.map(({ item }) => item));
  }
}
