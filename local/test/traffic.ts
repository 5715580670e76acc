import { until } from '@marquee/common/testing/until';
import { createDemoClient } from '../src/seed/demo-client.js';

export interface Traffic {
  /** Resolves when so many more orders were placed and cancelled again. */
  more(count: number): Promise<void>;
  /** Finishes what is under way; throws what failed. */
  stop(): Promise<void>;
}

/** Somebody who changes their mind all the time: places an order, cancels it, and begins again. */
export function startTraffic(url: string, session: string, eventId: string): Traffic {
  const buyer = createDemoClient(url, { session });
  let isStopping = false;
  let count = 0;

  async function changeMind(): Promise<void> {
    const { order } = await buyer.post<{ order: { id: string } }>('/api/orders', {
      ...{ eventId, section: 'Stalls', quantity: 1, maxTotal: { amount: 2_500, currency: 'EUR' } },
    });
    const request = { method: 'DELETE', headers: { cookie: session } };
    const { ok } = await fetch(`${url}/api/orders/${order.id}`, request);
    if (!ok) throw new Error(`The order ${order.id} was not cancelled`);
    count += 1;
  }

  async function run(): Promise<void> {
    while (!isStopping) await changeMind();
  }

  const running = run();
  return {
    async more(wanted) {
      const enough = count + wanted;
      await Promise.race([until(() => count >= enough, { timeoutMs: 60_000 }), running]);
    },
    async stop() {
      isStopping = true;
      await running;
    },
  };
}
