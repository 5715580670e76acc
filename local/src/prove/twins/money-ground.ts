import { createServer, type RequestListener, type Server } from 'node:http';
import { systemClock } from '@marquee/common/clock';
import { type OrderState, orderExample } from '@marquee/common/contracts/order';
import { closeServer, createApi, listen, webhookPath } from '@marquee/common/http';
import { newId, type SessionId, type UserId } from '@marquee/common/ids';
import { createOutbox, type DomainEventDraft } from '@marquee/common/outbox';
import { createSessions } from '@marquee/common/session';
import {
  createPayments,
  createSandbox,
  createSandboxListener,
  paymentsConfigOf,
  sandboxPath,
} from '@marquee/payments';
import express, { type RequestHandler } from 'express';
import { send } from '../load/send.js';
import type { Ground } from './ground.js';
import { mustHappen } from './must-happen.js';

const secretKey = `sk_test_${newId().replaceAll('-', '')}`;
const webhookSecret = `whsec_${newId().replaceAll('-', '')}`;
const terms = { feeBasisPoints: 1_000, payoutDelayHours: 48 };

export interface MoneyGroundOptions {
  /** What stands between payments and Stripe; answers the port where payments finds it. */
  readonly betweenStripe?: (port: number) => RequestListener;
  /** What hears Stripe's webhooks instead of payments. */
  readonly webhooks?: RequestHandler;
}

/** Payments and Stripe's stand-in in this process; orders' part is played by the provocation. */
export interface MoneyGround {
  readonly order: OrderState;
  /** Orders says so, in its order's next version. */
  announce(contract: DomainEventDraft['contract'], changes: Partial<OrderState>): Promise<void>;
  /** The buyer starts a payment and confirms it; answers its id. */
  pay(): Promise<OrderState['paymentId'] & string>;
  switchOn(switches: object): Promise<void>;
  /** Waits until payments' row says so. */
  reaches(status: string): Promise<void>;
}

export async function openMoneyGround(
  ground: Ground,
  { betweenStripe, webhooks }: MoneyGroundOptions = {},
): Promise<MoneyGround> {
  const { database, logger, metrics, undo } = ground;
  const clock = systemClock;
  const app = express();
  const publicUrl = await serve(ground, createServer(app));
  const webhook = { url: `${publicUrl}${webhookPath}`, secrets: [webhookSecret] };
  const sandbox = createSandbox({ database, clock, logger, publicUrl, secretKey, webhook });
  const listener = createSandboxListener(sandbox, { port: 0 });
  await ground.start(listener);
  const stripeUrl =
    betweenStripe === undefined
      ? `http://127.0.0.1:${listener.port()}`
      : await serve(ground, createServer(betweenStripe(listener.port())));
  const port = Number(new URL(stripeUrl).port);
  const address = { host: '127.0.0.1', port, protocol: 'http' } as const;
  const sessions = createSessions({ keys: [newId()], clock, logger });
  const payments = createPayments({
    ...{ database, bus: ground.openBus(), sessions, logger, metrics, clock },
    config: paymentsConfigOf(
      { secretKey, webhookSecrets: [webhookSecret], address },
      terms,
      publicUrl,
    ),
  });
  await payments.start('all');
  undo.push(() => payments.stop());
  if (webhooks !== undefined) app.post(webhookPath, express.json(), webhooks);
  app.use(sandboxPath, sandbox.browserApi);
  const guards = { mode: 'ci', trustProxy: 0 } as const;
  app.use(
    createApi({
      ...{ name: 'twins', services: [payments], sessions, publicUrl, logger, metrics, clock },
      ...guards,
    }),
  );

  const buyerId = newId<UserId>();
  const user = { id: buyerId, email: `${buyerId}@marquee.example`, name: 'Twin' };
  const cookie = sessions.cookieFor({ ...user, sessionId: newId<SessionId>() });
  let order = anOrder(buyerId);
  let version = 0;
  const outbox = createOutbox({ database, clock });

  return {
    order,
    async announce(contract, changes) {
      order = { ...order, ...changes };
      version += 1;
      const aggregate = { aggregateId: order.orderId, aggregateVersion: version };
      const draft = { contract, ...aggregate, data: order } as DomainEventDraft;
      await database.transact((session) => outbox.add(session, [draft]));
    },
    async pay() {
      const body = { orderId: order.orderId };
      const asked = { method: 'POST', path: '/api/payments', cookie, key: newId(), body } as const;
      const started = await send(publicUrl, asked);
      const payment = started.kind === 'answered' ? started.body.payment : undefined;
      const clientSecret = payment?.clientSecret;
      if (payment === undefined || clientSecret === undefined)
        throw new Error(`No payment was started: ${JSON.stringify(started)}`);
      const [intentId] = clientSecret.split('_secret_');
      const fields = { client_secret: clientSecret, key: 'pk_test_marquee' };
      const card = new URLSearchParams({ ...fields, payment_method: 'pm_card_visa' });
      const path = `${sandboxPath}/v1/payment_intents/${intentId}/confirm`;
      await send(publicUrl, { method: 'POST', path, body: card });
      return payment.id as OrderState['paymentId'] & string;
    },
    async switchOn(switches) {
      const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(switches) };
      const url = `http://127.0.0.1:${listener.port()}/sandbox/switches`;
      const answer = await fetch(url, init);
      if (!answer.ok) throw new Error(`The switches were answered ${answer.status}`);
    },
    reaches: (status) =>
      mustHappen(`the payment is ${status}`, async () => {
        const rows = database.connection.collection<{ orderId: string }>('payments');
        const filter = { orderId: order.orderId, 'state.status': status };
        return (await rows.findOne(filter)) !== null;
      }),
  };
}

async function serve({ undo }: Ground, server: Server): Promise<string> {
  const port = await listen(server, 0, '127.0.0.1');
  undo.push(() => closeServer(server, 0));
  return `http://127.0.0.1:${port}`;
}

function anOrder(buyerId: UserId): OrderState {
  const nowMs = systemClock.now().getTime();
  return {
    ...orderExample,
    ...{ orderId: newId(), buyerId, status: 'awaiting_payment', refunds: [] },
    placedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + 60_000).toISOString(),
  };
}
