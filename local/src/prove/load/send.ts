/** Longer than any service takes over an answer on purpose. */
const answerMsMax = 10_000;

/** One request through the front door. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly cookie?: string;
  readonly key?: string;
  readonly body?: object | URLSearchParams;
}

/** What came back; `lost` when the connection or our patience ended before the answer did. */
export type Reply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: AnswerBody;
      /** From `Retry-After`. */
      readonly retryAfterMs?: number;
    }
  | { readonly kind: 'lost' };

export interface AnswerBody {
  readonly code?: string;
  readonly total?: { readonly amount: number; readonly currency: 'EUR' };
  readonly order?: { readonly id: string; readonly status: string; readonly expiresAt?: string };
  readonly payment?: { readonly id: string; readonly clientSecret?: string };
  readonly event?: { readonly id: string };
  readonly ticket?: { readonly status: string };
  readonly currentUser?: { readonly id: string };
  readonly items?: readonly {
    readonly id: string;
    readonly status?: string;
    readonly version?: number;
  }[];
  readonly nextCursor?: string | null;
  readonly cookie?: string;
  /** Stripe's, of an intent: where the bank asks its question. */
  readonly next_action?: { readonly redirect_to_url?: { readonly url: string } } | null;
}

/** Sends once. Never throws for what a network can do. */
export async function send(url: string, ask: Ask): Promise<Reply> {
  const { method, path, cookie, key, body } = ask;
  const isForm = body instanceof URLSearchParams;
  const headers: Record<string, string> = {
    ...(cookie !== undefined && { cookie }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
  };
  try {
    const response = await fetch(`${url}${path}`, {
      ...{ method, headers, signal: AbortSignal.timeout(answerMsMax) },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const answer = isJson && text !== '' ? (JSON.parse(text) as AnswerBody) : {};
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    const withCookie = cookies.length === 0 ? answer : { ...answer, cookie: cookies.join('; ') };
    const retryAfter = response.headers.get('retry-after');
    return {
      kind: 'answered',
      status: response.status,
      body: withCookie,
      ...(retryAfter !== null && { retryAfterMs: Number(retryAfter) * 1_000 }),
    };
  } catch {
    return { kind: 'lost' };
  }
}
