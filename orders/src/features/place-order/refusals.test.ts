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

const longAgo = '01939f3a-5b00-7000-8000-000000000099';
const notV7 = 'a3bb189e-8bf9-4c3a-9d1f-000000000001';
const many = (count: number) => Array.from({ length: count }, () => ({}));

async function onSale(count: number) {
  const eventId = await world.anEvent();
  const ticketIds = await world.onSale(eventId, many(count));
  return { eventId, ticketIds, first: ticketIds[0] as TicketId };
}

const total = euros(4300);
const malformed: [string, unknown][] = [
  ['neither form', {}],
  ['a ticket named twice', { ticketIds: [longAgo, longAgo.toUpperCase()], expectedTotal: total }],
  ['both forms', { ticketIds: [longAgo], expectedTotal: total, eventId: longAgo, quantity: 1 }],
  ['an unknown field', { ticketIds: [longAgo], expectedTotal: total, hurry: true }],
  ['a field inside money', { ticketIds: [longAgo], expectedTotal: { ...total, tip: 1 } }],
  ['a malformed ticket id', { ticketIds: ['stalls-1'], expectedTotal: total }],
  ['ids that are no list', { ticketIds: longAgo, expectedTotal: total }],
  ['no expected total', { ticketIds: [longAgo] }],
  ['a float for money', { ticketIds: [longAgo], expectedTotal: euros(43.5) }],
  ['an unknown currency', { ticketIds: [longAgo], expectedTotal: { amount: 1, currency: 'XXX' } }],
  ['null for money', { ticketIds: [longAgo], expectedTotal: null }],
  ['a malformed Event id', { eventId: 'x', quantity: 1, maxTotal: total }],
  ['a quantity in words', { eventId: longAgo, quantity: 'two', maxTotal: total }],
  ['a section without an Event', { ticketIds: [longAgo], expectedTotal: total, section: 'A' }],
  ['no quantity', { eventId: longAgo, maxTotal: total }],
  ['no maximum', { eventId: longAgo, quantity: 1 }],
  ['an empty section', { eventId: longAgo, section: '', quantity: 1, maxTotal: total }],
  ['a list', [1]],
];

describe('POST /api/orders refuses', () => {
  it.each(malformed)('400: %s', async (_, body) => {
    const res = await world
      .serve()
      .aBuyer()
      .post('/api/orders')
      .send(body as object);
    expectAnswer(res, 400, 'invalid_request');
  });

  it.each(['', 'two words', 'é', 'x'.repeat(256)])('400: the key header %p', async (key) => {
    const post = world.serve().aBuyer().post('/api/orders');
    const sent = post.set('Idempotency-Key', Buffer.from(key).toString('latin1'));
    expectAnswer(
      await sent.send({ ticketIds: [longAgo], expectedTotal: total }),
      400,
      'invalid_request',
    );
  });

  it('400: an unknown query field, and JSON that is none', async () => {
    const { aBuyer } = world.serve();
    const body = { ticketIds: [longAgo], expectedTotal: total };
    expectAnswer(await aBuyer().post('/api/orders?now=1').send(body), 400, 'invalid_request');
    const broken = aBuyer().post('/api/orders').type('application/json').send('{"ticketIds":');
    expectAnswer(await broken, 400, 'invalid_request');
  });

  it('401 and 403: nobody, and another site', async () => {
    const { first } = await onSale(1);
    const { agent, aBuyer } = world.serve();
    expectAnswer(await placeNamed(agent(), [first]), 401, 'not_signed_in');
    const foreign = aBuyer().post('/api/orders').set('Origin', 'https://evil.example');
    const body = { ticketIds: [first], expectedTotal: total };
    expectAnswer(await foreign.send(body), 403, 'foreign_origin');
    expect(await world.ticket(first)).toMatchObject({ status: 'available', version: 1 });
  });

  it.each([longAgo, notV7])('404 at once: the unknown ticket %s', async (id) => {
    const { aBuyer } = world.serve();
    expectAnswer(await placeNamed(aBuyer(), [id as TicketId]), 404, 'not_found');
    expectAnswer(await placeBest(aBuyer(), id as never, 1), 404, 'not_found');
  });

  it('409 ticket_unavailable: who was faster took it; what is free instead, nearest first', async () => {
    const eventId = await world.anEvent();
    const prices = [4300, 4300, 9000, 4400].map((amount) => ({ price: euros(amount) }));
    const [a, b, far, near] = await world.onSale(eventId, prices);
    const { aBuyer } = world.serve();
    await placeNamed(aBuyer(), [a as TicketId]);
    const lost = await placeNamed(aBuyer(), [a, b] as TicketId[]);
    expectAnswer(lost, 409, 'ticket_unavailable');
    expect(lost.body).toMatchObject({
      unavailable: [a],
      current: { tickets: [{ id: a, status: 'held', version: 2 }] },
    });
    const offered = lost.body.alternatives.map((ticket: { id: string }) => ticket.id);
    expect(offered).toEqual([b, near, far]);
  });

  it('409 ticket_unavailable: fewer than n are free', async () => {
    const { eventId } = await onSale(2);
    const res = await placeBest(world.serve().aBuyer(), eventId, 3);
    expectAnswer(res, 409, 'ticket_unavailable');
    expect(res.body).toMatchObject({ unavailable: [], current: { tickets: [] } });
    expect(res.body.alternatives).toHaveLength(2);
  });

  it('409 price_changed: with the total and the tickets as they are now, and no private fact', async () => {
    const { first, eventId } = await onSale(1);
    const { aBuyer } = world.serve();
    const named = await placeNamed(aBuyer(), [first], { total: euros(4200) });
    expectAnswer(named, 409, 'price_changed');
    expect(named.body).toMatchObject({
      total,
      current: { tickets: [{ id: first, price: total }] },
    });
    const best = await placeBest(aBuyer(), eventId, 1, { maxTotal: euros(4299) });
    expectAnswer(best, 409, 'price_changed');
    expect(best.text).not.toMatch(/sellerId|askingPrice/);
  });

  it('409 price_changed: a cheaper total is told too, never charged unseen', async () => {
    const { first } = await onSale(1);
    const res = await placeNamed(world.serve().aBuyer(), [first], { total: euros(4301) });
    expectAnswer(res, 409, 'price_changed');
  });

  it.each([
    ['event_started', { startsAt: new Date('2020-01-01') }],
    ['event_cancelled', { status: 'cancelled' as const }],
  ] as const)('409 %s: sales are over', async (code, changes) => {
    const eventId = await world.anEvent(changes);
    const [ticketId] = (await world.onSale(eventId, [{}])) as [TicketId];
    const { aBuyer } = world.serve();
    const named = await placeNamed(aBuyer(), [ticketId]);
    expectAnswer(named, 409, code);
    expect(named.body.current.id).toBe(eventId);
    expectAnswer(await placeBest(aBuyer(), eventId, 1), 409, code);
  });

  it('413: a body beyond the limit', async () => {
    const res = await world
      .serve()
      .aBuyer()
      .post('/api/orders')
      .send({ section: 'x'.repeat(200_000) });
    expectAnswer(res, 413, 'body_too_large');
  });

  it('422 unacceptable: no ticket, and more than eight', async () => {
    const { ticketIds, eventId } = await onSale(9);
    const { aBuyer } = world.serve();
    expectAnswer(await placeNamed(aBuyer(), ticketIds), 422, 'unacceptable');
    expectAnswer(await placeNamed(aBuyer(), []), 422, 'unacceptable');
    for (const quantity of [-1, 0, 9])
      expectAnswer(await placeBest(aBuyer(), eventId, quantity), 422, 'unacceptable');
  });

  it('422 unacceptable: a total that no card can be charged, and nothing is held', async () => {
    const eventId = await world.anEvent();
    const dear = euros(99_999_999);
    const ticketIds = await world.onSale(eventId, [{ price: dear }, { price: dear }]);
    const { aBuyer } = world.serve();
    const total = euros(2 * dear.amount);
    const named = await placeNamed(aBuyer(), ticketIds, { total });
    const best = await placeBest(aBuyer(), eventId, 2, { maxTotal: total });
    for (const res of [named, best]) {
      expectAnswer(res, 422, 'unacceptable');
      expect(res.body.detail).toMatch(/fewer tickets/);
    }
    for (const id of ticketIds)
      expect(await world.ticket(id)).toMatchObject({ status: 'available', version: 1 });
    expectAnswer(await placeNamed(aBuyer(), ticketIds.slice(0, 1), { total: dear }), 201);
  });

  it('422 own_ticket: nobody buys from themselves; the best n leave their own out', async () => {
    const seller = aUser();
    const eventId = await world.anEvent();
    const [own, other] = (await world.onSale(eventId, [
      { sellerId: seller.id, price: euros(1000) },
      {},
    ])) as [TicketId, TicketId];
    const { agent } = world.serve();
    const named = await placeNamed(agent(seller), [own], { total: euros(1000) });
    expectAnswer(named, 422, 'own_ticket');
    const best = await placeBest(agent(seller), eventId, 1);
    expectAnswer(best, 201);
    expect(best.body.order.items[0].ticketId).toBe(other);
  });

  it('422 mixed_order: two Events, and two currencies', async () => {
    const { first } = await onSale(1);
    const { first: elsewhere, eventId } = await onSale(1);
    const price = { amount: 4300, currency: 'USD' as const };
    const [dollars] = (await world.onSale(eventId, [{ price }])) as [TicketId];
    const { aBuyer } = world.serve();
    expectAnswer(await placeNamed(aBuyer(), [first, elsewhere]), 422, 'mixed_order');
    expectAnswer(await placeNamed(aBuyer(), [elsewhere, dollars]), 422, 'mixed_order');
  });

  it('422 hold_limit: 20 tickets a buyer; ended holds do not count', async () => {
    const { ticketIds } = await onSale(24);
    const { agent } = world.serve();
    const buyer = agent(aUser());
    const orders = [];
    for (const from of [0, 8]) {
      const res = await placeNamed(buyer, ticketIds.slice(from, from + 8));
      orders.push(res.body.order.id);
    }
    const last = ticketIds.slice(16, 21);
    expectAnswer(await placeNamed(buyer, last), 422, 'hold_limit');
    await endHold(world.models, orders[0]);
    expectAnswer(await placeNamed(buyer, last), 201);
  });

  it('422 idempotency_mismatch: one key, another body', async () => {
    const { ticketIds } = await onSale(2);
    const [a, b] = ticketIds as [TicketId, TicketId];
    const buyer = world.serve().aBuyer();
    const key = newId();
    await placeNamed(buyer, [a], { key });
    expectAnswer(await placeNamed(buyer, [b], { key }), 422, 'idempotency_mismatch');
  });

  it.each([
    ['account', (index: number) => ({ sameBuyer: true, address: `127.0.0.${index + 1}` })],
    ['address', () => ({ sameBuyer: false, address: '127.0.0.1' })],
  ] as const)('429: after 30 a minute by %s, with the time to wait', async (_by, senderOf) => {
    const { agent } = world.serve({ rateLimited: true });
    const buyer = aUser();
    const send = async (index: number) => {
      const { sameBuyer, address } = senderOf(index);
      const sender = agent(sameBuyer ? buyer : aUser());
      return sender.post('/api/orders').set('X-Forwarded-For', address).send({});
    };
    for (let sent = 0; sent < 30; sent++) expect((await send(sent)).status).toBe(400);
    const res = await send(30);
    expectAnswer(res, 429, 'rate_limited');
    expect(Number(res.headers['retry-after'])).toBeGreaterThan(0);
  });
});
