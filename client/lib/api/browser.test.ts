import { retryDelayMs, send } from './browser';
import { ApiProblem } from './problem';

const problem = (code: string, retryAfterSeconds?: number): ApiProblem =>
  new ApiProblem({
    status: 503,
    code,
    title: code,
    detail: '',
    errors: [],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

describe('when a request is repeated', () => {
  it('waits as long as the server asks', () => {
    expect(retryDelayMs(problem('try_again', 2), 1, false)).toBe(2_000);
  });

  it('repeats what promised to have changed nothing, even without a key', () => {
    expect(retryDelayMs(problem('try_again'), 1, false)).not.toBeNull();
  });

  it('does not repeat a lost answer that could do something twice', () => {
    expect(retryDelayMs(problem('unreachable'), 1, false)).toBeNull();
    expect(retryDelayMs(problem('outcome_unknown'), 1, false)).toBeNull();
  });

  it('gives up in the end', () => {
    expect(retryDelayMs(problem('try_again', 1), 4, true)).toBeNull();
  });
});

describe('send', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('repeats a lost answer with the same key and returns what was created once', async () => {
    const keys: (string | null)[] = [];
    globalThis.fetch = (async (_path: string, init: { headers: Record<string, string> }) => {
      keys.push(init.headers['idempotency-key'] ?? null);
      if (keys.length === 1) throw new TypeError('network');
      return {
        ok: true,
        status: 201,
        headers: { get: () => null },
        json: async () => ({ order: { id: 'o' } }),
      };
    }) as unknown as typeof fetch;
    const answer = await send('POST', '/api/orders', { body: {}, idempotencyKey: 'k' });
    expect(answer).toEqual({ order: { id: 'o' } });
    expect(keys).toEqual(['k', 'k']);
  });
});
