import { systemClock } from '@marquee/common/clock';
import { newId, type OrderId, type TicketId, type UserId } from '@marquee/common/ids';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { countCommands } from '@marquee/common/testing/mongo';
import { euros, openWorld, type World } from '../../../test/world.js';
import { createCommitter } from '../../data/commit.js';
import type { PlaceRequest } from '../../domain/request.js';
import { createOrderRounds, type OrderRounds } from './order-rounds.js';

let world: World;
let rounds: OrderRounds;
beforeAll(async () => {
  world = await openWorld();
  const { database, models, repositories } = world;
  const deps = {
    database,
    clock: systemClock,
    logger: aSilentLogger(),
    faultPoint: async () => {},
  };
  const committer = createCommitter({ ...deps, models });
  rounds = createOrderRounds({ ...repositories, ...deps, committer, holdSeconds: 900 });
});
afterAll(() => world.close());

async function onSale(count: number): Promise<TicketId[]> {
  return world.onSale(
    await world.anEvent(),
    Array.from({ length: count }, () => ({})),
  );
}

/** Each wants one of the tickets; all arrive at once, and so go together into one round. */
async function decide(ticketIds: readonly TicketId[]) {
  const commands = countCommands(world.database);
  const decisions = await Promise.all(ticketIds.map((id) => rounds.together(aRequest(id))));
  return { kinds: new Set(decisions.map(({ kind }) => kind)), commands: commands.stop() };
}

function aRequest(ticketId: TicketId): PlaceRequest {
  return {
    orderId: newId<OrderId>(),
    buyerId: newId<UserId>(),
    wanted: { kind: 'named', ticketIds: [ticketId], expectedTotal: euros(4300) },
    idempotency: { key: newId(), fingerprint: 'of the body' },
    correlationId: newId(),
  };
}

const sum = (commands: Record<string, number>) =>
  Object.values(commands).reduce((total, count) => total + count, 0);

describe('the MongoDB commands of a round', () => {
  // One read; orders and outbox inserted; inventory and buyers updated; one commit.
  const pinned = { aggregate: 1, insert: 2, update: 2, commitTransaction: 1 };

  it('a round of 64 orders is at most 10 commands, however many orders it has', async () => {
    const { kinds, commands } = await decide(await onSale(64));
    expect(kinds).toEqual(new Set(['placed']));
    expect(sum(commands)).toBeLessThanOrEqual(10);
    expect(commands).toEqual(pinned);
  });

  it('a lone order costs no more than it must', async () => {
    const { kinds, commands } = await decide(await onSale(1));
    expect(kinds).toEqual(new Set(['placed']));
    expect(commands).toEqual(pinned);
  });

  it('a round of losers reads and writes nothing', async () => {
    const ticketIds = await onSale(64);
    await decide(ticketIds);
    const { kinds, commands } = await decide(ticketIds);
    expect(kinds).toEqual(new Set(['unavailable']));
    expect(commands['insert'] ?? 0).toBe(0);
    expect(commands['update'] ?? 0).toBe(0);
    expect(sum(commands)).toBeLessThanOrEqual(3);
  });
});
