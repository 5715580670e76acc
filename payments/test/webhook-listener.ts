import { createServer } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import express from 'express';
import Stripe from 'stripe';

export interface Heard {
  readonly payload: string;
  readonly signature: string;
  readonly event: Stripe.Event;
}

export interface WebhookListener {
  readonly url: string;
  /** Everything that came, refused or not, in the order of its coming. */
  readonly heard: readonly Heard[];
  /** The next so many are answered with 500. */
  refuse(times: number): void;
  /** The next one gets no answer. */
  hang(): void;
  stop(): Promise<void>;
}

/** An endpoint that remembers what it was sent. */
export async function startWebhookListener(): Promise<WebhookListener> {
  const heard: Heard[] = [];
  let refusals = 0;
  let isHanging = false;
  const app = express();
  app.post('/hook', express.text({ type: '*/*', limit: '1mb' }), (req, res) => {
    const payload = String(req.body);
    const signature = req.get('stripe-signature') ?? '';
    heard.push({ payload, signature, event: JSON.parse(payload) as Stripe.Event });
    if (isHanging) {
      isHanging = false;
      return;
    }
    refusals -= 1;
    res.sendStatus(refusals >= 0 ? 500 : 200);
  });
  const server = createServer(app);
  const port = await listen(server, 0, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}/hook`,
    heard,
    refuse: (times) => {
      refusals = times;
    },
    hang: () => {
      isHanging = true;
    },
    stop: () => closeServer(server, 0),
  };
}

/** Throws unless the SDK accepts what was heard. */
export function verified({ payload, signature }: Heard, secret: string): Stripe.Event {
  return Stripe.webhooks.constructEvent(payload, signature, secret);
}
