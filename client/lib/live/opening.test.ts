/** @jest-environment node */
import { type Gateway, openGateway, until } from '@/test/gateway';
import { createAccountFeed } from './account-feed';
import { createMarketFeed } from './market-feed';
import type { OpenSocket } from './open-socket';
import { createOpening } from './opening';

let gateway: Gateway;
beforeEach(async () => {
  gateway = await openGateway();
});
afterEach(() => gateway.close());

/** The socket's code comes only after so many tries. */
function failingFirst(failures: number) {
  let tries = 0;
  const open: OpenSocket = (namespace) => {
    tries += 1;
    if (tries > failures) return gateway.openSocket(namespace);
    return Promise.reject(new Error('the chunk did not load'));
  };
  return { open, triesOf: () => tries };
}

const hourMs = 3_600_000;

it.each(['market', 'account'] as const)(
  'a page whose %s socket’s code did not load is live once it does',
  async (which) => {
    const { open } = failingFirst(2);
    const heard: boolean[] = [];
    const onLive = (isLive: boolean) => heard.push(isLive);
    const market = createMarketFeed(open, {
      ...{ answerMsMax: 200, refusedRetryMs: 20, openRetryMs: 10 },
    });
    const account = createAccountFeed(open, { retryMs: 10 });
    if (which === 'market') market.watch('event', { onLive });
    else account.follow({ onLive });
    await until(() => heard.includes(true));
    market.close();
    account.close();
  },
);

it.each(['market', 'account'] as const)('a page that wakes tries %s at once', async (which) => {
  const { open, triesOf } = failingFirst(1);
  const heard: boolean[] = [];
  const onLive = (isLive: boolean) => heard.push(isLive);
  const market = createMarketFeed(open, {
    ...{ answerMsMax: 200, refusedRetryMs: 20, openRetryMs: hourMs },
  });
  const account = createAccountFeed(open, { retryMs: hourMs });
  if (which === 'market') market.watch('event', { onLive });
  else account.follow({ onLive });
  await until(() => triesOf() === 1);
  await new Promise(setImmediate);
  for (const feed of [market, account]) feed.check();
  await until(() => heard.includes(true));
  for (const feed of [market, account]) feed.close();
});

describe('many browsers at once', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('whose code did not load ask for it again one after another', async () => {
    const triedAtMs: number[] = [];
    const startedAtMs = Date.now();
    const openings = Array.from({ length: 200 }, () => {
      let tries = 0;
      const open = () => {
        tries += 1;
        if (tries > 1) triedAtMs.push(Date.now() - startedAtMs);
        return Promise.reject(new Error('the chunk did not load'));
      };
      return createOpening(open, () => undefined);
    });
    for (const opening of openings) opening.start();
    await jest.advanceTimersByTimeAsync(6_000);
    for (const opening of openings) opening.close();
    const first = triedAtMs.slice(0, 200);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(3_000);
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(1_500);
    expect(jest.getTimerCount()).toBe(0);
  });
});
