import type { RememberedRequest } from '../ledger/answer-checks.js';
import type { Asking } from './load/asking.js';
import { firstAnswerOf, type Memory, type RememberedOrder } from './load/memory.js';

const atOnceMax = 20;

/**
 * Asks once more, with their keys, for every order that was promised and every one whose answer
 * was lost on the way; those that were refused at the first try are believed.
 */
export async function askAgain(asking: Asking, { orders }: Memory): Promise<RememberedRequest[]> {
  const requests: RememberedRequest[] = [];
  const left = [...orders];

  async function work(): Promise<void> {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      requests.push(await askOnce(asking, next));
  }

  await Promise.all(Array.from({ length: atOnceMax }, work));
  return requests;
}

async function askOnce(asking: Asking, order: RememberedOrder): Promise<RememberedRequest> {
  const { request, key, buyerId, outcome } = order;
  const first = firstAnswerOf(order);
  if (first !== null && first.status !== 201 && !outcome.wasLost)
    return { key, buyerId, first, repeated: null };
  const { answer } = await asking.ask('POST /api/orders, asked again', request);
  const repeated =
    answer === null ? null : firstAnswerOf({ ...order, outcome: { answer, wasLost: false } });
  // A refusal after a lost try is no promise: what was lost may have been served later.
  const isPromise = first?.status === 201;
  return { key, buyerId, first: isPromise ? first : null, repeated };
}
