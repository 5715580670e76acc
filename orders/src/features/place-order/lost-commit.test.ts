import { systemClock } from '@marquee/common/clock';
import { newId, type OrderId, type TicketId, type UserId } from '@marquee/common/ids';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { mongo } from 'mongoose';
import { placeNamed, tally } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import { createCommitter } from '../../data/commit.js';
import type { PlaceRequest } from '../../domain/request.js';
import { createOrderRounds } from './order-rounds.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function lostAnswer(label: string): Error {
  const error = new mongo.MongoNetworkError('the answer was lost');
  error.addErrorLabel(label);
  return error;
}

/** Fails at a fault point, the first `count` times. */
function failing(point: string, count: number, make: () => Error) {
  let left = count;
  return async (name: string) => {
    if (name === point && left-- > 0) throw make();
  };
}

async function oneTicket() {
  const eventId = await world.anEvent();
  return (await world.onSale(eventId, [{}])) as [TicketId];
}

function aRequest(ticketId: TicketId): PlaceRequest {
  const wanted = { kind: 'named', ticketIds: [ticketId], expectedTotal: euros(4300) } as const;
  const ids = { orderId: newId<OrderId>(), buyerId: newId<UserId>() };
  return { ...ids, wanted, idempotency: null, correlationId: 'test' };
}

/** Rounds without HTTP, so that requests of one tick are surely served together. */
function roundsOf(point: (name: string, size: number) => Promise<void>) {
  const { database, models, repositories } = world;
  let size = 0;
  const faultPoint = (name: string) => point(name, size);
  const read: typeof repositories.rounds.read = (session, requests, options) => {
    size = requests.length;
    return repositories.rounds.read(session, requests, options);
  };
  const committer = createCommitter({ models, clock: systemClock, faultPoint });
  const deps = { database, ...repositories, rounds: { read }, committer, faultPoint };
  const settings = { holdSeconds: 900, clock: systemClock, logger: aSilentLogger() };
  return createOrderRounds({ ...deps, ...settings });
}

const orderOf = (ticketId: string) =>
  world.models.orders.findOne({ 'items.ticketId': ticketId, active: true }).lean();

describe('a commit whose answer is lost', () => {
  it('201: it had been committed; the commit is repeated in its session and the buyer told so', async () => {
    const [ticketId] = await oneTicket();
    const lost = () => lostAnswer('UnknownTransactionCommitResult');
    const { aBuyer } = world.serve({ faultPoint: failing('round.commit.answered', 1, lost) });
    const res = await placeNamed(aBuyer(), [ticketId]);
    expect(res.status).toBe(201);
    expect((await orderOf(ticketId))?._id).toBe(res.body.order.id);
  });

  it('201: an error that says nothing after a commit is not believed; the order is looked up', async () => {
    const [ticketId] = await oneTicket();
    const odd = () => new Error('something else broke');
    const { aBuyer } = world.serve({ faultPoint: failing('round.commit.answered', 1, odd) });
    expect((await placeNamed(aBuyer(), [ticketId])).status).toBe(201);
  });

  it('503 try_again: it was never sent; the id is buried, nothing is held, and the seat is free', async () => {
    const [ticketId] = await oneTicket();
    const odd = () => new Error('cut before it was sent');
    const { aBuyer } = world.serve({ faultPoint: failing('round.commit.sending', 1, odd) });
    const res = await placeNamed(aBuyer(), [ticketId]);
    expect(tally([res])).toEqual({ '503 try_again': 1 });
    expect(res.headers['retry-after']).toBe('1');
    expect(await orderOf(ticketId)).toBeNull();
    expect((await placeNamed(aBuyer(), [ticketId])).status).toBe(201);
  });

  it('503 outcome_unknown: nobody can say for two seconds; the key finds out afterwards', async () => {
    const [ticketId] = await oneTicket();
    const always = () => lostAnswer('UnknownTransactionCommitResult');
    const { agent } = world.serve({ faultPoint: failing('round.commit.answered', 1e9, always) });
    const buyer = aUser();
    const res = await placeNamed(agent(buyer), [ticketId], { key: 'find-out' });
    expect(tally([res])).toEqual({ '503 outcome_unknown': 1 });
    const again = await placeNamed(world.serve().agent(buyer), [ticketId], { key: 'find-out' });
    expect(again.status).toBe(201);
    expect(again.headers['idempotent-replay']).toBe('true');
  });

  it('losers of such a round are decided again: what they lost to may never have happened', async () => {
    const [ticketId] = await oneTicket();
    const sizes: number[] = [];
    let cuts = 1;
    const rounds = roundsOf(async (name, size) => {
      if (name === 'round.read') sizes.push(size);
      if (name === 'round.commit.sending' && cuts-- > 0) throw new Error('cut before it was sent');
    });
    const [winner, ...losers] = await Promise.allSettled(
      [1, 2, 3].map(() => rounds.together(aRequest(ticketId))),
    );
    expect(winner).toMatchObject({ status: 'rejected', reason: { code: 'try_again' } });
    expect(losers).toMatchObject([
      { value: { kind: 'placed' } },
      { value: { kind: 'unavailable' } },
    ]);
    expect(sizes).toEqual([3, 1, 1]);
  });

  it('only what a majority has seen is believed: until then the answer is unknown', async () => {
    const [ticketId] = await oneTicket();
    const { models } = world;
    const findOne = jest.spyOn(models.orders, 'findOne').mockReturnValue({
      select: () => ({ readConcern: () => ({ lean: () => Promise.resolve(null) }) }),
    } as never);
    try {
      const rounds = roundsOf(failing('round.commit.answered', 1, () => new Error('odd')));
      const request = rounds.together(aRequest(ticketId));
      await expect(request).rejects.toMatchObject({ code: 'outcome_unknown' });
    } finally {
      findOne.mockRestore();
    }
    expect(await orderOf(ticketId)).not.toBeNull();
  });
});

describe('a round that fails before its commit', () => {
  it('a conflict repeats the round; everybody is answered', async () => {
    const [ticketId] = await oneTicket();
    const conflict = () => lostAnswer('TransientTransactionError');
    const { aBuyer } = world.serve({ faultPoint: failing('round.written', 2, conflict) });
    const answers = await Promise.all([1, 2, 3].map(() => placeNamed(aBuyer(), [ticketId])));
    expect(tally(answers)).toEqual({ '201': 1, '409 ticket_unavailable': 2 });
  });

  it('a poisonous request fails alone: the others in its round get their seats', async () => {
    const eventId = await world.anEvent();
    const ticketIds = await world.onSale(eventId, [{}, {}, {}, {}]);
    // A ticket whose version is no number makes every round that would write it throw.
    const poison = await world.onSale(eventId, [{ version: Number.NaN }]);
    const { aBuyer } = world.serve();
    const answers = await Promise.all(
      [...ticketIds, ...poison].map((ticketId) => placeNamed(aBuyer(), [ticketId])),
    );
    expect(answers.map((res) => res.status)).toEqual([201, 201, 201, 201, 500]);
    expect(await orderOf(poison[0] ?? '')).toBeNull();
  });
});
