import { newId, type OrderId } from '@marquee/common/ids';
import { expectAnswer } from '../../../test/answers.js';
import { endHold } from '../../../test/holds.js';
import { placeBest } from '../../../test/place.js';
import { openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the best n are found among ended holds, however many others are being paid for', async () => {
  const eventId = await world.anEvent();
  const paying = await world.onSale(
    eventId,
    Array.from({ length: 100 }, () => ({})),
  );
  for (const _id of paying)
    await world.models.inventory.updateOne({ _id }, { status: 'held', orderId: newId() });
  await world.onSale(eventId, [{}, {}]);
  const { aBuyer } = world.serve();
  const first = await placeBest(aBuyer(), eventId, 2);
  await endHold(world.models, first.body.order.id as OrderId);
  expectAnswer(await placeBest(aBuyer(), eventId, 2), 201);
});
