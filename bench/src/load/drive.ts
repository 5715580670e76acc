/** accepted: a buyer was told they have it. lost: told they have not. failed: anything else. */
export type Outcome = 'accepted' | 'lost' | 'failed';

export interface Buyer {
  /** Places the order number `index` of the race. */
  place(index: number): Promise<Outcome>;
  close(): void;
}

export interface Attempt {
  readonly index: number;
  readonly outcome: Outcome;
  readonly ms: number;
}

export interface Drive {
  readonly attempts: readonly Attempt[];
  readonly seconds: number;
  /** True when the time was over before the requests were. */
  readonly isCut: boolean;
}

/**
 * Closed loop: each client sends its next request when its last one is answered, until all
 * `count` requests of the race were sent or the time is over.
 */
export async function drive(
  clients: readonly Buyer[],
  { count, secondsMax }: { readonly count: number; readonly secondsMax: number },
): Promise<Drive> {
  const attempts: Attempt[] = [];
  const startedAt = performance.now();
  const deadline = startedAt + secondsMax * 1000;
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < count && performance.now() < deadline) {
        const index = next++;
        const sentAt = performance.now();
        const outcome = await client.place(index);
        attempts.push({ index, outcome, ms: performance.now() - sentAt });
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return { attempts, seconds, isCut: attempts.length < count };
}
