import { neverFiveHundred } from '@marquee/common/testing/fuzz';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const both = ['ticketIds', 'expectedTotal', 'eventId', 'section', 'quantity', 'maxTotal'];

describe('whatever a client sends', () => {
  it.each([
    ['post', '/api/orders', both],
    ['get', '/api/orders', ['status', 'cursor', 'limit']],
    ['get', '/api/orders/:id', []],
    ['delete', '/api/orders/:id', []],
  ] as const)('%s %s never answers with a 5xx', async (method, path, fields) => {
    const { aBuyer, agent } = world.serve();
    await neverFiveHundred(aBuyer(), [{ method, path, fields }], { runs: 150 });
    await neverFiveHundred(agent(), [{ method, path, fields }], { runs: 20 });
  });
});
