/** Counts answers by request and status. */
export interface Tally {
  count(request: string, status: string): void;
  /** `POST /api/orders` → `201` → how often. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  total(): number;
}

export function createTally(): Tally {
  const counts = new Map<string, Map<string, number>>();
  return {
    counts,
    count(request, status) {
      const statuses = counts.get(request) ?? new Map<string, number>();
      counts.set(request, statuses);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    },
    total: () =>
      [...counts.values()]
        .flatMap((statuses) => [...statuses.values()])
        .reduce((sum, count) => sum + count, 0),
  };
}

/**
 * The stand-in speaks Stripe's language: a confirm that is repeated because its answer was lost may
 * be a 400 there. What it did to money is what the ledger is checked for.
 */
const isStripes = (request: string) => request.startsWith('POST /sandbox');

/** Answers that nobody should have had: everybody was signed in and asked for what there is. */
const unfitStatuses = new Set(['400', '401', '403', '405', '413', '415', '429', '500']);

export function unfitAnswers({ counts }: Tally): string[] {
  const ours = [...counts].filter(([request]) => !isStripes(request));
  return ours.flatMap(([request, statuses]) =>
    [...statuses]
      .filter(([status]) => unfitStatuses.has(status))
      .map(([status, count]) => `${request} was answered ${status}, ${count} times`),
  );
}
