import type { Logger } from '@marquee/common/logging';
import { openDatabase } from '@marquee/common/mongo';
import { waitFor } from '../waiting.js';
import { readWebhooks, type SentWebhook } from './read-webhooks.js';

/** What can be switched on at Stripe's stand-in; its names are in payments/README.md. */
export type StripeSwitches = Readonly<Record<string, number | boolean>>;

/** Stripe, as the one sees it who may make it go wrong. */
export interface StripeControl {
  /** Of its secret side. */
  readonly url: string;
  readonly secretKey: string;
  /** Throws when nobody takes it within half a minute: the database may be away meanwhile. */
  switchOn(switches: StripeSwitches): Promise<void>;
  /** Sets all to off, and reads that they are. */
  switchOff(): Promise<void>;
  /** As they are now, counts counted down; null when nobody says. */
  switches(): Promise<StripeSwitches | null>;
  /** How long a call that changes nothing takes; null when it has no answer after `msMax`. */
  callMs(msMax: number): Promise<number | null>;
  /** What it announced since, and what payments heard of it. */
  webhooksSince(since: Date): Promise<readonly SentWebhook[]>;
  close(): Promise<void>;
}

export interface StripeControlOptions {
  readonly port: number;
  readonly secretKey: string;
  readonly mongoUrl: string;
  readonly logger: Logger;
  /** Tests share one server. */
  readonly databasePrefix?: string;
}

const takeMsMax = 30_000;
const answerMsMax = 2_000;

export async function openStripeControl(options: StripeControlOptions): Promise<StripeControl> {
  const { port, secretKey, mongoUrl, logger, databasePrefix = '' } = options;
  const url = `http://127.0.0.1:${port}`;
  const open = (name: string) =>
    openDatabase({ url: mongoUrl, name: `${databasePrefix}${name}`, logger });
  const [sandbox, payments] = [await open('sandbox'), await open('payments')];

  function call(path: string, init: RequestInit = {}, msMax = answerMsMax) {
    const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(msMax);
    return fetch(`${url}${path}`, { ...init, headers, signal });
  }

  async function set(init: RequestInit): Promise<StripeSwitches> {
    const taken = await waitFor(takeMsMax, async () => {
      const answer = await call('/sandbox/switches', init).catch(() => null);
      return answer?.ok === true ? ((await answer.json()) as SandboxView) : null;
    });
    if (taken === null) throw new Error('Nobody took the switches of the Stripe sandbox');
    return taken.switches;
  }

  return {
    url,
    secretKey,
    async switchOn(switches) {
      await set({ method: 'POST', body: JSON.stringify(switches) });
    },
    async switchOff() {
      const left = await set({ method: 'DELETE' });
      if (Object.values(left).some(Boolean))
        throw new Error(`Not all is switched off: ${JSON.stringify(left)}`);
    },
    async switches() {
      const answer = await call('/sandbox').catch(() => null);
      return answer?.ok === true ? ((await answer.json()) as SandboxView).switches : null;
    },
    async callMs(msMax) {
      const startedAtMs = performance.now();
      const answer = await call('/v1/balance', {}, msMax).catch(() => null);
      return answer?.ok === true ? performance.now() - startedAtMs : null;
    },
    webhooksSince: (since) => readWebhooks({ sandbox, payments }, since),
    async close() {
      await Promise.all([sandbox.close(), payments.close()]);
    },
  };
}

interface SandboxView {
  readonly switches: StripeSwitches;
}
