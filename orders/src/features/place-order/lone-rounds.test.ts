import { systemClock } from '@marquee/common/clock';
import type { FaultPoint } from '@marquee/common/fault-point';
import { type EventId, newId, type OrderId, type UserId } from '@marquee/common/ids';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { euros, openWorld, type World } from '../../../test/world.js';
import { createCommitter } from '../../data/commit.js';
import type { PlaceRequest } from '../../domain/request.js';
import { createOrderRounds } from './order-rounds.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function roundsWith(faultPoint: FaultPoint) {
  const { database, models, repositories } = world;
  const deps = { database, clock: systemClock, logger: aSilentLogger(), faultPoint };
  const committer = createCommitter({ ...deps, models });
  return createOrderRounds({ ...repositories, ...deps, committer, holdSeconds: 900 });
}

function bestOf(eventId: EventId, section: string, quantity: number): PlaceRequest {
  const maxTotal = euros(4300 * quantity);
  return {
    ...{ orderId: newId<OrderId>(), buyerId: newId<UserId>(), correlationId: 'test' },
    ...{ wanted: { kind: 'best', eventId, section, quantity, maxTotal }, idempotency: null },
  };
}

/** Stops every round before it reads, once for each `release`. */
function stopping() {
  const stopped: (() => void)[] = [];
  return {
    stopped,
    async faultPoint(name: string) {
      if (name !== 'round.starting') return;
      await new Promise<void>((resolve) => stopped.push(resolve));
    },
  };
}

async function onSale(tickets: readonly { readonly section: string }[]): Promise<EventId> {
  const eventId = await world.anEvent();
  await world.onSale(eventId, tickets);
  return eventId;
}
const stalls = (count: number) => Array.from({ length: count }, () => ({ section: 'Stalls' }));

test('who loses in a sold-out section is not read for again because another section is large', async () => {
  const eventId = await onSale([{ section: 'Balcony' }, ...stalls(80)]);
  const rounds = roundsWith(async () => {});
  const [lost, won] = await Promise.all([
    rounds.together(bestOf(eventId, 'Balcony', 2)),
    rounds.together(bestOf(eventId, 'Stalls', 2)),
  ]);
  expect(lost).toMatchObject({ kind: 'unavailable', readTooFew: false });
  expect(won.kind).toBe('placed');
});

test('where a section has more than was read, whoever lost there is worth another look', async () => {
  const eventId = await world.anEvent();
  const sellerId = newId<UserId>();
  await world.onSale(
    eventId,
    stalls(80).map((ticket) => ({ ...ticket, sellerId })),
  );
  const request = { ...bestOf(eventId, 'Stalls', 2), buyerId: sellerId };
  const decision = await roundsWith(async () => {}).together(request);
  expect(decision).toMatchObject({ kind: 'unavailable', readTooFew: true });
});

test('of those that are decided alone one is under way at a time', async () => {
  const eventId = await onSale(stalls(10));
  let [underWay, mostUnderWay] = [0, 0];
  const { alone } = roundsWith(async (name) => {
    if (name === 'round.starting') underWay += 1;
    if (name === 'round.written') underWay -= 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
  });
  await Promise.allSettled([1, 2, 3].map(() => alone(bestOf(eventId, 'Stalls', 1))));
  expect(mostUnderWay).toBe(1);
});

test('who has waited too long to be decided alone is told to try again, and nothing is read', async () => {
  const eventId = await onSale(stalls(10));
  const { stopped, faultPoint } = stopping();
  const { alone } = roundsWith(faultPoint);
  const startedAtMs = performance.now();
  const first = alone(bestOf(eventId, 'Stalls', 1));
  const second = alone(bestOf(eventId, 'Stalls', 1)).catch((error: unknown) => error);
  await until(() => stopped.length === 1 && performance.now() - startedAtMs > 1_000);
  stopped[0]?.();
  expect(await second).toMatchObject({ code: 'try_again' });
  expect((await first).kind).toBe('placed');
  expect(stopped).toHaveLength(1);
});

test('while the database hangs nothing is decided alone either', async () => {
  const eventId = await onSale(stalls(10));
  const { stopped, faultPoint } = stopping();
  const { together, alone } = roundsWith(faultPoint);
  const hanging = together(bestOf(eventId, 'Stalls', 1));
  await expect(hanging).rejects.toMatchObject({ code: 'try_again' });
  const behind = alone(bestOf(eventId, 'Stalls', 1));
  await expect(behind).rejects.toMatchObject({ code: 'try_again' });
  expect(stopped).toHaveLength(1);
  stopped[0]?.();
});
