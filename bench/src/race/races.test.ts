import { plenty, scarce, wishesOf } from './races.js';

describe('what buyers want', () => {
  it('every ticket is wanted equally often, in the same order for every contestant', () => {
    const wishes = wishesOf(scarce);
    const counts = new Map<number, number>();
    for (const wish of wishes) counts.set(wish, (counts.get(wish) ?? 0) + 1);
    expect(counts.size).toBe(50);
    expect(new Set(counts.values())).toEqual(new Set([10]));
    expect(wishesOf(scarce)).toEqual(wishes);
  });

  it('where there is plenty, nobody wants what another wants', () => {
    expect(new Set(wishesOf(plenty)).size).toBe(2000);
  });
});
