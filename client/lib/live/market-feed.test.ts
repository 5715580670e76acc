/** @jest-environment node */
import { type Gateway, openGateway, until } from '@/test/gateway';
import { createMarketFeed, type MarketFeed } from './market-feed';
import type { TicketFacts } from './messages';

const price = { amount: 4_000, currency: 'EUR' } as const;
const fact = (ticketId: string, version: number): TicketFacts => ({
  ...{ ticketId, version, price },
  status: 'held',
});

const patience = { answerMsMax: 200, refusedRetryMs: 20, openRetryMs: 20 };

let gateway: Gateway;
let feed: MarketFeed;
beforeEach(async () => {
  gateway = await openGateway();
  feed = createMarketFeed(gateway.openSocket, patience);
});
afterEach(async () => {
  feed.close();
  await gateway.close();
});

/** Everything a watcher hears, in the order it hears it. */
function watch(eventId: string) {
  const heard: string[] = [];
  const stop = feed.watch(eventId, {
    onTickets: (items) =>
      heard.push(...items.map(({ ticketId, version }) => `${ticketId} v${version}`)),
    onLive: (isLive) => heard.push(isLive ? 'live' : 'lost'),
    onResync: () => heard.push(`snapshot, joined ${gateway.heard.length} times`),
  });
  return { heard, stop };
}

it('joins first, takes in what changed lately, and only then the snapshot', async () => {
  gateway.answerJoinsWith([fact('a', 3)]);
  const { heard } = watch('event');
  await until(() => heard.length === 3);
  expect(heard).toEqual(['a v3', 'live', 'snapshot, joined 1 times']);
});

it('hears what changes in the Events it watches, until it does not watch them', async () => {
  const one = watch('one');
  const other = watch('other');
  await until(() => [one, other].every(({ heard }) => heard.includes('live')));
  one.heard.length = 0;
  gateway.tellTickets('one', [fact('a', 2), fact('b', 5)]);
  await until(() => one.heard.length === 2);
  expect(one.heard).toEqual(['a v2', 'b v5']);
  expect(other.heard).not.toContain('a v2');

  one.stop();
  await until(() => gateway.heard.includes('unwatch one'));
  gateway.tellTickets('other', [fact('c', 1)]);
  await until(() => other.heard.includes('c v1'));
  expect(one.heard).toHaveLength(2);
});

it('when the connection breaks it says so, joins again, and takes a snapshot', async () => {
  const { heard } = watch('event');
  await until(() => heard.includes('live'));
  heard.length = 0;
  gateway.answerJoinsWith([fact('a', 7)]);
  gateway.cutConnections();
  await until(() => heard.length === 4);
  expect(heard).toEqual(['lost', 'a v7', 'live', 'snapshot, joined 2 times']);
});

it('comes back when the gateway lets it go, which Socket.IO alone does not', async () => {
  const { heard } = watch('event');
  await until(() => heard.includes('live'));
  gateway.dismiss('/market');
  await until(() => heard.filter((word) => word === 'live').length === 2);
  expect(heard).toContain('snapshot, joined 2 times');
});

it('takes a snapshot when the gateway may have missed something', async () => {
  const { heard } = watch('event');
  await until(() => heard.includes('live'));
  heard.length = 0;
  gateway.tellResync('event');
  await until(() => heard.length === 1);
  expect(heard).toEqual(['snapshot, joined 1 times']);
});

it('opens a new connection when the old one only looks open', async () => {
  const { heard } = watch('event');
  await until(() => heard.includes('live'));
  gateway.is.silent = true;
  feed.check();
  await until(() => heard.includes('lost'));
  gateway.is.silent = false;
  feed.check();
  await until(() => heard.lastIndexOf('live') > heard.indexOf('lost'));
});

it('when it is refused it is not live, and asks again until it is granted', async () => {
  gateway.is.tooBusy = true;
  const { heard } = watch('event');
  await until(() => gateway.heard.length === 2);
  expect(heard).toEqual([]);
  gateway.is.tooBusy = false;
  await until(() => heard.includes('live'));
});
