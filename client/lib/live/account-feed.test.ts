/** @jest-environment node */
import { type Gateway, openGateway, until } from '@/test/gateway';
import { type AccountFeed, createAccountFeed } from './account-feed';
import { createMarketFeed } from './market-feed';

let gateway: Gateway;
let feed: AccountFeed;
beforeEach(async () => {
  gateway = await openGateway();
  feed = createAccountFeed(gateway.openSocket);
});
afterEach(async () => {
  feed.close();
  await gateway.close();
});

function follow() {
  const heard: string[] = [];
  feed.follow({
    onChanged: ({ object, id, version }) => heard.push(`${object} ${id} v${version}`),
    onLive: (isLive) => heard.push(isLive ? 'live' : 'lost'),
    onResync: () => heard.push('ask'),
  });
  return heard;
}

it('is live, asks once, and hears what changed', async () => {
  const heard = follow();
  await until(() => heard.length === 2);
  gateway.tellChanged({ object: 'order', id: 'o', version: 4 });
  await until(() => heard.length === 3);
  expect(heard).toEqual(['live', 'ask', 'order o v4']);
});

it('whoever follows later is told that it is live', async () => {
  const first = follow();
  await until(() => first.includes('live'));
  expect(follow()).toEqual(['live']);
});

it('when its session is over the pages ask, and nobody knocks again', async () => {
  const heard = follow();
  await until(() => heard.includes('live'));
  heard.length = 0;
  gateway.is.refusing = 'not_signed_in';
  gateway.dismiss('/account');
  await until(() => heard.includes('ask'));
  expect(heard).toEqual(['lost', 'ask']);

  // Another one that was let go as well has come back twice meanwhile.
  const market = createMarketFeed(gateway.openSocket);
  let joins = 0;
  market.watch('event', {
    onLive(isLive) {
      if (isLive) joins += 1;
    },
  });
  for (const times of [1, 2, 3]) {
    await until(() => joins === times);
    if (times < 3) gateway.dismiss('/market');
  }
  market.close();
  expect(gateway.handshakes).toHaveLength(2);
});

it('comes back over a new connection, which carries the cookie as it is now', async () => {
  const heard = follow();
  await until(() => heard.includes('live'));
  gateway.dismiss('/account');
  await until(() => heard.filter((word) => word === 'live').length === 2);
  expect(new Set(gateway.handshakes).size).toBe(2);
});

it('pages are not made to ask by a gateway that cannot have them yet', async () => {
  gateway.is.refusing = 'try_again';
  const heard = follow();
  await until(() => gateway.handshakes.length === 2);
  expect(heard).toEqual([]);
});
