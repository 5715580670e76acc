import type { Ledger, Violations } from './ledger.js';

/** One request to place an order, and what its sender knows of it. */
export interface RememberedRequest {
  readonly key: string;
  readonly buyerId: string;
  /** The first answer; null when it was lost with the process. */
  readonly first: RememberedAnswer | null;
  /** The answer to the same request with the same key after the restart. */
  readonly repeated: RememberedAnswer | null;
}

export interface RememberedAnswer {
  readonly status: number;
  readonly orderId: string | null;
}

/** I10: what was answered is true after the crash, and a lost answer can be asked for again. */
export function answersAreKept(
  { orders }: Ledger,
  requests: readonly RememberedRequest[],
): Violations {
  return requests.flatMap(({ key, buyerId, first, repeated }) => {
    const placed = orders.filter((order) => order.buyerId === buyerId && order.key === key);
    const [order] = placed;
    const violations: string[] = [];
    if (placed.length > 1) violations.push(`I10: key ${key} made ${placed.length} orders`);
    for (const answer of [first, repeated]) {
      if (answer === null) continue;
      if (answer.status === 201 && answer.orderId !== order?.id)
        violations.push(
          `I10: ${key} was promised ${answer.orderId} and has ${order?.id ?? 'none'}`,
        );
    }
    if (order !== undefined && repeated?.status !== 201 && isAnswered(first, repeated))
      violations.push(`I10: ${key} has ${order.id}, and its repetition was not told so`);
    // `outcome_unknown` and `try_again` are 503: no promise that a later repetition cannot break.
    const wasRefused = first !== null && first.status >= 400 && first.status < 500;
    if (wasRefused && repeated === null && order !== undefined)
      violations.push(`I10: ${key} was refused with ${first.status} and made ${order.id}`);
    return violations;
  });
}

/** Whether the repetition had to find the order: it was made before, and was not put off. */
function isAnswered(first: RememberedAnswer | null, repeated: RememberedAnswer | null): boolean {
  return repeated === null ? first?.status === 201 : repeated.status < 500;
}
