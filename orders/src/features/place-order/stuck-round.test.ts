import type { TicketId } from '@marquee/common/ids';
import { until } from '@marquee/common/testing/until';
import { placeNamed } from '../../../test/place.js';
import { openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The first round gets no answer from the database, ever. */
function stuckOnce() {
  let isStuck = false;
  let release: (error: Error) => void = () => undefined;
  const never = new Promise<never>((_resolve, reject) => {
    release = reject;
  });
  never.catch(() => undefined);
  return {
    async faultPoint(name: string) {
      if (name !== 'round.starting' || isStuck) return;
      isStuck = true;
      await never;
    },
    release: () => release(new Error('released')),
  };
}

test('a round that never ends does not end the sale: its buyers may try again, and others buy soon', async () => {
  const eventId = await world.anEvent();
  const [first, second] = (await world.onSale(eventId, [{}, {}])) as [TicketId, TicketId];
  const { faultPoint, release } = stuckOnce();
  const { aBuyer } = world.serve({ faultPoint });
  const buyer = aBuyer();
  const unlucky = await placeNamed(buyer, [first]);
  expect([unlucky.status, unlucky.body.code]).toEqual([503, 'try_again']);
  const next = await placeNamed(aBuyer(), [second]);
  expect([next.status, next.body.code]).toEqual([503, 'try_again']);
  const sold = async () => (await placeNamed(buyer, [first])).status === 201;
  await until(sold, { timeoutMs: 15_000 });
  release();
});
