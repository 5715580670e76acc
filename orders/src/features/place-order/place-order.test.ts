import { systemClock } from '@marquee/common/clock';
import { newId, type TicketId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { expectAnswer } from '../../../test/answers.js';
import { endHold } from '../../../test/holds.js';
import { placeBest, placeNamed } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('POST /api/orders', () => {
  it('201: a buyer holds the tickets at the price they saw', async () => {
    const eventId = await world.anEvent();
    const ticketIds = await world.onSale(eventId, [{}, {}]);
    const { aBuyer } = world.serve();
    const res = await aBuyer()
      .post('/api/orders')
      .send({ ticketIds, expectedTotal: euros(8600) });
    expectAnswer(res, 201);
    expect(res.headers).not.toHaveProperty('idempotent-replay');
    expect(res.body.order).toMatchObject({
      status: 'awaiting_payment',
      total: euros(8600),
      eventId,
    });
    for (const id of ticketIds)
      expect(await world.ticket(id)).toMatchObject({ status: 'held', version: 2 });
  });

  it('201: the same key and body is the same order, also when its hold has ended', async () => {
    const ticketIds = await world.onSale(await world.anEvent(), [{}]);
    const buyer = world.serve().aBuyer();
    const key = newId();
    const first = await placeNamed(buyer, ticketIds, { key });
    const again = await placeNamed(buyer, ticketIds, { key });
    expectAnswer(again, 201);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.body).toEqual(first.body);
    await endHold(world.models, first.body.order.id);
    expect((await placeNamed(buyer, ticketIds, { key })).body.order.status).toBe('expired');
  });

  it('201: a key belongs to its buyer, and a refusal is not remembered', async () => {
    const ticketIds = await world.onSale(await world.anEvent(), [{}]);
    const { aBuyer } = world.serve();
    const [first, second] = [aBuyer(), aBuyer()];
    const key = newId();
    const { body } = await placeNamed(first, ticketIds, { key });
    expectAnswer(await placeNamed(second, ticketIds, { key }), 409, 'ticket_unavailable');
    await first.delete(`/api/orders/${body.order.id}`);
    const won = await placeNamed(second, ticketIds, { key });
    expectAnswer(won, 201);
    expect(won.body.order.id).not.toBe(body.order.id);
  });

  it('a loser costs no write', async () => {
    const eventId = await world.anEvent();
    const [a, b] = await world.onSale(eventId, [{}, {}]);
    const { aBuyer } = world.serve();
    await placeNamed(aBuyer(), [a as never]);
    const before = await world.models.orders.countDocuments();
    expectAnswer(await placeNamed(aBuyer(), [a, b] as never[]), 409, 'ticket_unavailable');
    expect(await world.models.orders.countDocuments()).toBe(before);
    expect(await world.ticket(b as never)).toMatchObject({ status: 'available', version: 1 });
  });

  it('201: the best n of the whole Event', async () => {
    const eventId = await world.anEvent();
    await world.onSale(eventId, [{}, { section: 'Balcony', price: euros(1000) }]);
    const res = await placeBest(world.serve().aBuyer(), eventId, 2);
    expectAnswer(res, 201);
    expect(res.body.order.total).toEqual(euros(5300));
  });

  it('best n of a section', async () => {
    const eventId = await world.anEvent();
    await world.onSale(eventId, [{}, {}, {}, { section: 'Balcony', price: euros(1000) }]);
    const { aBuyer } = world.serve();
    const res = await aBuyer()
      .post('/api/orders')
      .send({ eventId, section: 'Stalls', quantity: 2, maxTotal: euros(8600) });
    expect(res.status).toBe(201);
    expect(res.body.order.items.map((item: { seat: string }) => item.seat)).toEqual(['1', '2']);
  });

  it('404 for a ticket that never was', async () => {
    const { agent } = world.serve();
    const res = await agent(aUser())
      .post('/api/orders')
      .send({ ticketIds: ['01939f3a-5b00-7000-8000-000000000099'], expectedTotal: euros(1) });
    expect(res.status).toBe(404);
  });

  it('race: 500 buyers, 50 tickets, 50 winners', async () => {
    const eventId = await world.anEvent();
    const ticketIds = await world.onSale(
      eventId,
      Array.from({ length: 50 }, () => ({})),
    );
    const { agent } = world.serve();
    /** A buyer who is told to try again, as on a machine that is busy, does so under the same key. */
    async function buy(ticketId: TicketId | undefined): Promise<number> {
      const [buyer, key] = [aUser(), newId()];
      for (let tries = 1; ; tries += 1) {
        const { status } = await agent(buyer)
          .post('/api/orders')
          .set('Idempotency-Key', key)
          .send({ ticketIds: [ticketId], expectedTotal: euros(4300) });
        if (status !== 503 || tries === 10) return status;
        await systemClock.sleep(1_000);
      }
    }
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => buy(ticketIds[index % 50])),
    );
    const count = (status: number) => answers.filter((answer) => answer === status).length;
    expect([count(201), count(409)]).toEqual([50, 450]);
  });
});
