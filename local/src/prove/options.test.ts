import { OptionsRefused, readOptions } from './options.js';

const read = (...args: string[]) => readOptions(args, () => 42);

test('without options it is two minutes on JetStream with a seed of its own choice', () => {
  expect(read()).toMatchObject({ minutes: 2, bus: 'jetstream', seed: 42, twins: false });
  expect(read('--seed', '7', '--bus', 'nats-streaming')).toMatchObject({
    ...{ seed: 7, bus: 'nats-streaming' },
  });
});

test.each([
  [['--bus', 'in-process'], 'cannot span processes'],
  [['--bus', 'pigeons'], 'no bus pigeons'],
  [['--minutes', '0'], '--minutes'],
  [['--seed', 'x'], '--seed'],
  [['--sead', '1'], 'sead'],
])('%j is refused with a word', (args, word) => {
  expect(() => read(...args)).toThrow(OptionsRefused);
  expect(() => read(...args)).toThrow(word);
});
