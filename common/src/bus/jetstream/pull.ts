import { createInbox, type Msg, nanos } from '@nats-io/transport-node';
import { whileUp } from '../broker/while-up.js';
import type { Link } from './connection.js';

export interface PullOptions {
  readonly link: Link;
  /** Ends it, too. */
  readonly signal: AbortSignal;
  readonly streamName: string;
  readonly consumerName: string;
  /** How many messages may come now; fewer than one: ask later, by `wake`. */
  room(): number;
  take(message: Msg): void;
}

export interface Pull {
  /** There may be room again. */
  wake(): void;
  /** What ended it: the consumer is gone, the server is silent, a message was refused. */
  readonly ended: Promise<string>;
  end(reason: string): void;
  /** Asks for no more, and resolves when what was on its way has been taken. */
  stop(): Promise<void>;
}

const expiresMs = 30_000;
const heartbeatMs = 3_000;
const silentMsMax = 2.5 * heartbeatMs;

/**
 * Takes messages from a pull consumer, one request at a time for as many as there is room. The
 * library's own iterator refills whatever the handler does, and waits half a minute before it
 * looks for a consumer that went away.
 */
export function startPull(options: PullOptions): Pull {
  const { nats } = options.link;
  const inbox = createInbox(options.link.inboxPrefix);
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${options.streamName}.${options.consumerName}`;
  let promised = 0;
  let heardAtMs = performance.now();
  let isOver = false;
  let resolveEnded: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    resolveEnded = resolve;
  });

  function end(reason: string): void {
    isOver = true;
    clearInterval(watching);
    options.signal.removeEventListener('abort', stop);
    resolveEnded(reason);
  }

  function ask(): void {
    const room = options.room();
    if (isOver || promised > 0 || room < 1) return;
    promised = room;
    heardAtMs = performance.now();
    const request = {
      batch: room,
      expires: nanos(expiresMs),
      idle_heartbeat: nanos(heartbeatMs),
    };
    nats.publish(subject, JSON.stringify(request), { reply: inbox });
  }

  function takeStatus(message: Msg): void {
    const { code = 0, description = '' } = message.headers ?? {};
    if (code === 100) return;
    if (code !== 404 && code !== 408) {
      end(`${code} ${description}`.trim());
      return;
    }
    // The request's time is over; nothing more comes of it.
    promised = 0;
    ask();
  }

  function receive(error: Error | null, message: Msg): void {
    heardAtMs = performance.now();
    if (error !== null) {
      end(String(error));
      return;
    }
    if (message.subject === inbox) {
      takeStatus(message);
      return;
    }
    promised = Math.max(0, promised - 1);
    options.take(message);
    ask();
  }

  const subscription = nats.subscribe(inbox, { callback: receive });
  const watching = setInterval(() => {
    if (promised > 0 && performance.now() - heardAtMs > silentMsMax) end('The server is silent');
  }, heartbeatMs);
  const stop = () => end('stopped');
  options.signal.addEventListener('abort', stop, { once: true });
  if (options.signal.aborted) stop();
  ask();

  return {
    wake: ask,
    ended,
    end,
    async stop() {
      stop();
      const { link } = options;
      if (link.lost.aborted) subscription.unsubscribe();
      else await whileUp(link, subscription.drain()).catch(() => subscription.unsubscribe());
    },
  };
}
