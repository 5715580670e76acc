import { summarise } from './read-profile.js';

const frame = (functionName: string, url: string) => ({
  ...{ functionName, url, scriptId: '1', lineNumber: 9, columnNumber: 0 },
});

it('self times are shares of the busy time, by function and by package', () => {
  const { busyPercent, functions, places } = summarise({
    nodes: [
      { id: 1, callFrame: frame('(idle)', '') },
      { id: 2, callFrame: frame('parse', 'file:///x/node_modules/zod/v4/parse.js') },
      { id: 3, callFrame: frame('allot', 'file:///x/orders/dist/src/domain/allot.js') },
    ],
    ...{ startTime: 0, endTime: 100 },
    samples: [1, 2, 3, 3],
    timeDeltas: [20, 20, 30, 30],
  });
  expect(busyPercent).toBe(80);
  expect(functions[0]).toEqual({ name: 'allot  orders/dist/src/domain/allot.js:10', percent: 75 });
  expect(places).toEqual([
    { name: 'orders/domain', percent: 75 },
    { name: 'zod', percent: 25 },
  ]);
});
