export interface Versioned {
  id: string;
  version: number;
}

/**
 * The newer of two states of one object. At the same version the incoming one wins:
 * `opening` and `withdrawing` change without a new version.
 */
export const newest = <Item extends Versioned>(known: Item, incoming: Item): Item =>
  incoming.version >= known.version ? incoming : known;

/** An answer to a list, except that no item goes back to an older version. */
export function newestOfEach<Item extends Versioned>(known: Item[], incoming: Item[]): Item[] {
  const knownById = new Map(known.map((item) => [item.id, item]));
  return incoming.map((item) => {
    const before = knownById.get(item.id);
    return before === undefined ? item : newest(before, item);
  });
}
