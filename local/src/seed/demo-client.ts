/** An answer that was not the one expected; the body says why. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  constructor(
    readonly call: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${call} answered ${status}: ${JSON.stringify(body)}`);
  }
}

export interface DemoClient {
  get<Answer>(path: string): Promise<Answer>;
  /** A JSON body for the API, a form for the sandbox. */
  post<Answer>(path: string, body: object | URLSearchParams): Promise<Answer>;
  /** The `Cookie` header it sends. */
  session(): string;
}

const tries = 6;

/** Speaks to the marketplace over HTTP as a browser would, and keeps the session it is given. */
export function createDemoClient(
  baseUrl: string,
  { session: given = '' }: { readonly session?: string } = {},
): DemoClient {
  const cookies = new Map<string, string>();
  for (const pair of given.split('; ').filter(Boolean)) keep(pair);

  async function send<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${baseUrl}${path}`, requestOf(method, body));
      for (const cookie of response.headers.getSetCookie()) keep(cookie);
      const answer: unknown = await response.json();
      if (response.ok) return answer as Answer;
      // 503 says it will work in a moment: what we refer to is still on its way.
      if (response.status !== 503 || attempt === tries)
        throw new UnexpectedAnswer(`${method} ${path}`, response.status, answer);
    }
  }

  function requestOf(method: string, body?: object): RequestInit {
    const common = { method, headers: { cookie: session(), 'x-forwarded-for': '192.0.2.1' } };
    if (body === undefined) return common;
    if (body instanceof URLSearchParams) return { ...common, body };
    const headers = { ...common.headers, 'content-type': 'application/json' };
    return { ...common, headers, body: JSON.stringify(body) };
  }

  const session = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  function keep(setCookie: string): void {
    const [pair = ''] = setCookie.split(';');
    const at = pair.indexOf('=');
    cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    session,
  };
}
