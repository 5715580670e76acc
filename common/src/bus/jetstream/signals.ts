import type { Msg } from '@nats-io/transport-node';
import type { Logger } from '../../logging/index.js';
import type { Signals } from '../port.js';
import type { Connection, Link } from './connection.js';

export interface SignalsOptions {
  readonly connection: Connection;
  /** Every subject begins with it; the stream must not collect them. */
  readonly root: string;
  readonly closing: AbortSignal;
  readonly logger: Logger;
}

/** Signals over the server's plain subjects: while it is away, nobody hears anything. */
export function createSignals({ connection, root, closing, logger }: SignalsOptions): Signals {
  const subjectOf = (topic: string) => `${root}.${encodeURIComponent(topic)}`;

  function send(topic: string, message: unknown): void {
    try {
      connection.current()?.nats.publish(subjectOf(topic), JSON.stringify(message));
    } catch (error) {
      logger.warn({ err: error, topic }, 'A signal could not be sent');
    }
  }

  function listenOver(link: Link, topic: string, listener: (message: unknown) => void) {
    function receive(error: Error | null, message: Msg): void {
      try {
        if (error !== null) throw error;
        listener(message.json());
      } catch (failure) {
        logger.error({ err: failure, topic }, 'A signal was not taken');
      }
    }
    return link.nats.subscribe(subjectOf(topic), { callback: receive });
  }

  async function keepListening(
    signal: AbortSignal,
    topic: string,
    listener: (message: unknown) => void,
  ): Promise<void> {
    for (;;) {
      const link = await connection.when(signal);
      if (link === null) return;
      const subscription = listenOver(link, topic, listener);
      await aborted(AbortSignal.any([signal, link.lost]));
      subscription.unsubscribe();
    }
  }

  return {
    send,
    listen(topic, listener) {
      const stopping = new AbortController();
      void keepListening(AbortSignal.any([stopping.signal, closing]), topic, listener);
      return { stop: () => stopping.abort() };
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
