import { type Difference, difference } from './difference.js';
import { lookAgain, looksMax } from './look-again.js';

/** Items that differ in so many looks from now on. */
async function told(items: Readonly<Record<string, number>>) {
  const left = new Map(Object.entries(items));
  let pauses = 0;
  const looked: string[] = [];
  const found = await lookAgain(Object.keys(items), {
    async compare(names) {
      return names.map((item) => {
        looked.push(item);
        const looks = left.get(item) ?? 0;
        left.set(item, looks - 1);
        const differences: Difference[] = looks > 0 ? [difference('stripe_ahead', item, '')] : [];
        return { item, differences };
      });
    },
    refresh: async (names) => names,
    async pause() {
      pauses += 1;
    },
  });
  return { subjects: found.map(({ subject }) => subject), pauses, looked };
}

test('only what still differs at the last look is told', async () => {
  const { subjects, pauses } = await told({ equal: 0, passing: 1, later: 2, lasting: looksMax });
  expect({ subjects, pauses }).toEqual({ subjects: ['lasting'], pauses: looksMax - 1 });
});

test('what agrees is looked at once, and nobody waits for it', async () => {
  expect(await told({ equal: 0, same: 0 })).toEqual({
    ...{ subjects: [], pauses: 0, looked: ['equal', 'same'] },
  });
});
