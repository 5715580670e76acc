/** Some buyers, each wanting one of some tickets. */
export interface Race {
  readonly buyers: number;
  readonly tickets: number;
}

/** The first is about being right, the second about being fast. */
export const scarce: Race = { buyers: 500, tickets: 50 };
export const plenty: Race = { buyers: 2000, tickets: 2000 };

/** In the order they are run: what the aims are about comes first, should time run out. */
export const races = [plenty, scarce] as const;
export const clientCounts = [128, 32, 512, 1] as const;

/** Which ticket each buyer wants: every ticket equally often, in an order that is no order. */
export function wishesOf({ buyers, tickets }: Race): readonly number[] {
  const wishes = Array.from({ length: buyers }, (_, index) => index % tickets);
  if (tickets >= buyers) return wishes;
  // The same for every contestant: a generator of our own with a fixed seed.
  let state = 20_261;
  for (let last = wishes.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const other = (state >>> 8) % (last + 1);
    [wishes[last], wishes[other]] = [wishes[other] ?? 0, wishes[last] ?? 0];
  }
  return wishes;
}
