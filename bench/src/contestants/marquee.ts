import { newId } from '@marquee/common/ids';
import { openConnection } from '../load/connection.js';
import type { Outcome } from '../load/drive.js';
import { postBytes } from '../load/request-bytes.js';
import { plenty, wishesOf } from '../race/races.js';
import type { Contestant } from './contestant.js';
import type { ForkedEntry } from './fork-entry.js';
import type { MarqueeReady } from './marquee.entry.js';
import { createCookies, price, putOnSale } from './marquee-api.js';
import { until } from './until.js';

const services = ['auth', 'tickets', 'orders', 'payments'] as const;

/** Ours: the whole composition in a process of its own, over HTTP, with sessions and outbox. */
export function marquee(
  { ready, stop }: ForkedEntry<MarqueeReady>,
  countPending: (database: string) => Promise<number>,
): Contestant {
  const url = `http://127.0.0.1:${ready.port}`;
  const newCookie = createCookies(ready.sessionKeys);
  const seller = newCookie();
  const cookies = Array.from({ length: plenty.buyers }, newCookie);

  return {
    name: 'Marquee',
    async prepare(race) {
      const ticketIds = await putOnSale(url, seller, race.tickets);
      const requests = wishesOf(race).map((wish, index) =>
        postBytes({
          path: '/api/orders',
          cookie: cookies[index] ?? '',
          headers: { 'Idempotency-Key': newId() },
          body: { ticketIds: [ticketIds[wish]], expectedTotal: price },
        }),
      );
      return {
        async openBuyer() {
          const connection = await openConnection(ready.port);
          return {
            async place(index) {
              const { status } = await connection.send(requests[index] ?? Buffer.alloc(0));
              return outcomeOf(status);
            },
            close: connection.close,
          };
        },
        async settle() {
          await until(async () => {
            const pending = await Promise.all(services.map(countPending));
            return pending.every((count) => count === 0);
          });
        },
      };
    },
    close: stop,
  };
}

function outcomeOf(status: number): Outcome {
  if (status === 201) return 'accepted';
  return status === 409 ? 'lost' : 'failed';
}
