import { connect, type Stan, type StanOptions } from 'node-nats-streaming';
import type { BrokerLink } from '../broker/link.js';
import type { CompleteOptions } from './options.js';

type Core = NonNullable<StanOptions['nc']>;
/** What the library has and its types do not tell. */
type OpenStan = Stan & { readonly nc: Core };

/** One connect to a streaming server, until it is lost. It is never mended: the next is a new one. */
export interface Link extends BrokerLink {
  readonly stan: Stan;
  /** The NATS connection below, for what is not stored. */
  readonly core: Core;
  /** Ends it: an answer did not come, so that nobody knows what the server believes. */
  lose(reason: unknown): void;
  /** Says goodbye; the server moves what was not acknowledged to others at once. */
  close(): Promise<void>;
}

const pingsUnansweredMax = 3;

/**
 * Connects once. NATS's own reconnect is off: a NATS server can be up, or back, while the streaming
 * server behind it is gone or knows nothing of us, so every loss leads to a new connect.
 * @throws what prevented it; then nothing is left open
 */
export function openLink(options: CompleteOptions, clientId: string): Promise<Link> {
  const losing = new AbortController();
  const losers = new Set<() => void>();
  const stan = connect(options.clusterId, clientId, {
    url: options.url,
    ...(options.user !== undefined && { user: options.user }),
    ...(options.password !== undefined && { pass: options.password }),
    name: clientId,
    reconnect: false,
    connectTimeout: options.answerTimeoutMs,
    ackTimeout: options.answerTimeoutMs,
    stanPingInterval: options.pingEveryMs,
    stanMaxPingOut: pingsUnansweredMax,
  });

  return new Promise((resolve, reject) => {
    function lose(reason: unknown): void {
      if (losing.signal.aborted) return;
      const error = asError(reason);
      losing.abort(error);
      for (const tell of losers) tell();
      hangUp(stan);
      reject(error);
    }
    // A frozen server accepts the socket and says nothing; the library would wait for ever.
    const patience = setTimeout(
      () => lose(new Error('The server does not answer')),
      2 * options.answerTimeoutMs,
    );
    losing.signal.addEventListener('abort', () => clearTimeout(patience), { once: true });
    stan.on('error', lose);
    stan.on('connection_lost', lose);
    // Before the library's own `close`, at which it would report open publishes as successful.
    stan.on('disconnect', () => lose(new Error('The connection to NATS was lost')));
    stan.on('close', () => lose(new Error('The connection to NATS Streaming was closed')));
    stan.once('connect', () => {
      clearTimeout(patience);
      const { nc } = stan as OpenStan;
      const close = () => closeGently(stan, losing.signal);
      resolve({ stan, core: nc, lost: losing.signal, losers, lose, close });
    });
  });
}

function hangUp(stan: Stan): void {
  try {
    // Also ends its ping timer, which would throw where nobody can catch.
    stan.close();
  } catch {
    // Its NATS connection is closed already, which is what was wanted.
  }
}

function closeGently(stan: Stan, lost: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (lost.aborted) return resolve();
    lost.addEventListener('abort', () => resolve(), { once: true });
    stan.once('close', () => resolve());
    hangUp(stan);
  });
}

/** The library reports some errors as text. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
