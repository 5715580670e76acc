import { newId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
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
    expect(res.status).toBe(201);
    expect(res.body.order).toMatchObject({
      status: 'awaiting_payment',
      total: euros(8600),
      eventId,
    });
    for (const id of ticketIds)
      expect(await world.ticket(id)).toMatchObject({ status: 'held', version: 2 });
  });

  it('409: a losing buyer is told so and nothing is written', async () => {
    const eventId = await world.anEvent();
    const [a, b, c] = await world.onSale(eventId, [{}, {}, { price: euros(4500) }]);
    const { aBuyer } = world.serve();
    await aBuyer()
      .post('/api/orders')
      .send({ ticketIds: [a], expectedTotal: euros(4300) })
      .expect(201);
    const lost = await aBuyer()
      .post('/api/orders')
      .send({ ticketIds: [a, b], expectedTotal: euros(8600) });
    expect(lost.status).toBe(409);
    expect(lost.body).toMatchObject({ code: 'ticket_unavailable', unavailable: [a] });
    expect(lost.body.alternatives.map((ticket: { id: string }) => ticket.id)).toEqual([b, c]);
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
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        agent(aUser())
          .post('/api/orders')
          .set('Idempotency-Key', newId())
          .send({ ticketIds: [ticketIds[index % 50]], expectedTotal: euros(4300) }),
      ),
    );
    const count = (status: number) => answers.filter((res) => res.status === status).length;
    expect([count(201), count(409)]).toEqual([50, 450]);
  });
});
