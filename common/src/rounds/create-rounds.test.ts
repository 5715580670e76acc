import { until } from '../testing/until.js';
import { createRounds } from './create-rounds.js';

function gate() {
  const doors: (() => void)[] = [];
  return {
    pass: () => new Promise<void>((resolve) => doors.push(resolve)),
    isReached: (count: number) => doors.length >= count,
    open: (index: number) => doors[index]?.(),
  };
}

const double = async (numbers: readonly number[]) => numbers.map((number) => number * 2);

test('a lone request is a round of one', async () => {
  const rounds = createRounds({ sizeMax: 8, underWayMax: 1, serve: double });
  expect(await rounds.submit(21)).toBe(42);
});

test('what arrives while rounds are under way goes together into the next, in order', async () => {
  const served: (readonly number[])[] = [];
  const door = gate();
  const rounds = createRounds<number, number>({
    sizeMax: 4,
    underWayMax: 1,
    async serve(numbers) {
      served.push(numbers);
      await door.pass();
      return double(numbers);
    },
  });
  const first = rounds.submit(1);
  await until(() => door.isReached(1));
  const others = [2, 3, 4, 5, 6].map((number) => rounds.submit(number));
  for (const round of [0, 1, 2]) {
    await until(() => door.isReached(round + 1));
    door.open(round);
  }
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8, 10, 12]);
  expect(served).toEqual([[1], [2, 3, 4, 5], [6]]);
});

test('no more rounds are under way than allowed', async () => {
  let underWay = 0;
  let most = 0;
  const door = gate();
  const rounds = createRounds<number, number>({
    sizeMax: 1,
    underWayMax: 2,
    async serve(numbers) {
      underWay += 1;
      most = Math.max(most, underWay);
      await door.pass();
      underWay -= 1;
      return numbers;
    },
  });
  const answers = Promise.all([1, 2, 3, 4].map((number) => rounds.submit(number)));
  for (const round of [0, 1, 2, 3]) {
    await until(() => door.isReached(Math.min(round + 2, 4)));
    door.open(round);
  }
  await answers;
  expect(most).toBe(2);
});

test('an error is told to those of its round and to nobody else', async () => {
  const rounds = createRounds<number, number>({
    sizeMax: 2,
    underWayMax: 1,
    async serve(numbers) {
      if (numbers.includes(3)) throw new Error('three');
      return numbers;
    },
  });
  const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => rounds.submit(number)));
  expect(answers.map((answer) => answer.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
});

test('too few answers are an error, not a wait for ever', async () => {
  const rounds = createRounds<number, number>({
    sizeMax: 2,
    underWayMax: 1,
    serve: async () => [],
  });
  await expect(rounds.submit(1)).rejects.toThrow(RangeError);
});

test('drain resolves when the last answer is given', async () => {
  const answered: number[] = [];
  const rounds = createRounds({ sizeMax: 1, underWayMax: 1, serve: double });
  for (const number of [1, 2, 3])
    void rounds.submit(number).then((answer) => answered.push(answer));
  await rounds.drain();
  expect(answered).toEqual([2, 4, 6]);
  await rounds.drain();
});

test('two rounds under way never share a key; who waits keeps its place', async () => {
  const open = new Set<string>();
  const served: string[][] = [];
  const rounds = createRounds<string, string>({
    sizeMax: 2,
    underWayMax: 2,
    keysOf: (request) => [request.slice(0, 1)],
    async serve(requests) {
      served.push([...requests]);
      const keys = new Set(requests.map((request) => request.slice(0, 1)));
      for (const key of keys) expect(open).not.toContain(key);
      for (const key of keys) open.add(key);
      await new Promise(setImmediate);
      for (const key of keys) open.delete(key);
      return requests;
    },
  });
  const requests = ['a1', 'a2', 'a3', 'b1', 'a4', 'b2'];
  expect(await Promise.all(requests.map((request) => rounds.submit(request)))).toEqual(requests);
  expect(served).toEqual([
    ['a1', 'a2'],
    ['b1', 'b2'],
    ['a3', 'a4'],
  ]);
});
