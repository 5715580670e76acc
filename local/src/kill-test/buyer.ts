import type { Money } from '@marquee/common/money';
import type { RememberedAnswer } from '../ledger/answer-checks.js';

export interface Buyer {
  readonly id: string;
  readonly cookie: string;
  readonly key: string;
  readonly body: { readonly ticketIds: readonly string[]; readonly expectedTotal: Money };
  /** Buyers who do not pay let their hold run out. */
  readonly pays: boolean;
}

const lostAnswerNames = ['TypeError', 'SyntaxError'];

interface Answer {
  readonly order?: { readonly id: string; readonly status: string };
  readonly payment?: { readonly clientSecret?: string };
}

/** Places the buyer's order; null when the answer was lost, or promised nothing (503). */
export async function placeOrder(url: string, buyer: Buyer): Promise<RememberedAnswer | null> {
  const response = await send(url, buyer, '/api/orders', buyer.body);
  if (response === null || response.status >= 500) return null;
  return { status: response.status, orderId: response.answer.order?.id ?? null };
}

/** Pays as far as it gets; whatever is lost on the way, somebody tries again after the restart. */
export async function pay(url: string, buyer: Buyer, orderId: string): Promise<void> {
  const started = await send(url, buyer, '/api/payments', { orderId });
  const clientSecret = started?.answer.payment?.clientSecret;
  if (clientSecret === undefined) return;
  const [intentId = ''] = clientSecret.split('_secret_');
  const form = new URLSearchParams({
    client_secret: clientSecret,
    key: 'pk_test_marquee',
    payment_method: 'pm_card_visa',
  });
  await send(url, buyer, `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`, form);
}

/** Null when the connection ended before the answer did: the process is gone. */
async function send(url: string, buyer: Buyer, path: string, body: object) {
  const isForm = body instanceof URLSearchParams;
  const headers = {
    cookie: buyer.cookie,
    'idempotency-key': buyer.key,
    ...(isForm ? {} : { 'content-type': 'application/json' }),
  };
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      body: isForm ? body : JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as Answer };
  } catch (error) {
    // A cut connection is a TypeError of fetch; half an answer is a SyntaxError of its JSON. By
    // name, since jest's TypeError is not the one of fetch.
    if (lostAnswerNames.includes((error as Error).name)) return null;
    throw error;
  }
}
