import { systemClock } from '@marquee/common/clock';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import type { Settings, WebhookEndpoint } from '../switches/settings.js';
import { afterFailure, type Delivery } from './delivery.js';
import { renderEvent } from './event.js';
import type { Events } from './events.js';
import { signatureOf } from './sign.js';

export interface DeliverEventsDependencies {
  readonly database: Database;
  readonly events: Events;
  readonly settings: Settings;
  readonly logger: Logger;
  /** The first pause after a failure; each next one is twice as long. */
  readonly retryMs: number;
}

/** Enough to keep an endpoint busy, few enough not to flood it. */
const atOnceMax = 16;
const answerMsMax = 10_000;
/** Longer than an answer may take: a delivery whose sender died is sent again after it. */
const leaseMs = 15_000;
const restMs = 500;

/** At least once: a row stays due until the endpoint has answered 2xx. */
export function createDeliverEvents(deps: DeliverEventsDependencies): Job {
  const { database, events, settings, logger, retryMs } = deps;
  const { model } = events.deliveries;
  const underWay = new Set<Promise<void>>();
  let stopping = new AbortController();

  async function claim(): Promise<Delivery | null> {
    const now = systemClock.now();
    const lease = { nextAttemptAt: new Date(now.getTime() + leaseMs) };
    return model
      .findOneAndUpdate(
        { state: 'due', nextAttemptAt: { $lte: now } },
        { $set: lease, $inc: { attempts: 1 } },
        // A claim that a crash undoes only means that the event is sent once more.
        { sort: { nextAttemptAt: 1, _id: 1 }, returnDocument: 'after', writeConcern: { w: 1 } },
      )
      .lean<Delivery | null>();
  }

  async function deliver(delivery: Delivery, endpoint: WebhookEndpoint): Promise<void> {
    const event = await events.rows.find(delivery.event);
    const lastStatus = event === null ? 410 : await post(endpoint, renderEvent(event, 1));
    const isTaken = lastStatus !== null && lastStatus >= 200 && lastStatus < 300;
    const next = isTaken
      ? { state: 'delivered' as const }
      : afterFailure(delivery, systemClock.now(), retryMs);
    await model.updateOne({ _id: delivery._id }, { $set: { lastStatus, ...next } });
  }

  async function post({ url, secrets }: WebhookEndpoint, event: object): Promise<number | null> {
    const body = JSON.stringify(event, null, 2);
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Stripe-Signature': signatureOf(body, secrets, systemClock.now()),
      'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    };
    const signal = AbortSignal.any([AbortSignal.timeout(answerMsMax), stopping.signal]);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers,
        signal,
        redirect: 'manual',
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch (error) {
      logger.debug({ err: error }, 'the webhook endpoint did not answer');
      return null;
    }
  }

  async function untilNextMs(): Promise<number> {
    const next = await model.findOne({ state: 'due' }).sort({ nextAttemptAt: 1 }).lean<Delivery>();
    if (next === null) return restMs;
    return Math.min(
      restMs,
      Math.max(1, next.nextAttemptAt.getTime() - systemClock.now().getTime()),
    );
  }

  /** One that is not answered holds up no other; what fails here is sent again after its lease. */
  function begin(delivery: Delivery, endpoint: WebhookEndpoint): void {
    const done = deliver(delivery, endpoint)
      .catch((error: unknown) =>
        logger.warn({ err: error }, 'what became of a webhook is not noted'),
      )
      .finally(() => {
        underWay.delete(done);
        loop.wake();
      });
    underWay.add(done);
  }

  const loop = createLoop({
    ...{ name: 'sandbox-webhooks', clock: systemClock, logger },
    async turn(signal) {
      const endpoint = settings.current().webhook;
      if (endpoint === null) return { sleepMs: restMs };
      while (underWay.size < atOnceMax && !signal.aborted) {
        const delivery = await claim();
        if (delivery === null) return { sleepMs: await untilNextMs() };
        begin(delivery, endpoint);
      }
      return { sleepMs: restMs };
    },
  });
  let stopListening = () => {};
  return {
    name: loop.name,
    async start() {
      stopping = new AbortController();
      stopListening = database.onCommit(loop.wake);
      await loop.start();
    },
    async stop() {
      stopListening();
      await loop.stop();
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
