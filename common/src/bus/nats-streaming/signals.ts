import type { Logger } from '../../logging/index.js';
import type { Signals } from '../port.js';
import { aborted } from './aborted.js';
import type { Channels } from './channels.js';
import type { Connection } from './connection.js';

export interface SignalsOptions {
  readonly connection: Connection;
  readonly channels: Channels;
  readonly closing: AbortSignal;
  readonly logger: Logger;
}

/** Signals over the NATS server below: never stored, and nobody hears them while it is away. */
export function createSignals({ connection, channels, closing, logger }: SignalsOptions): Signals {
  function send(topic: string, message: unknown): void {
    try {
      const link = connection.current();
      link?.core.publish(channels.signal(topic), Buffer.from(JSON.stringify(message)));
    } catch (error) {
      logger.warn({ err: error, topic }, 'A signal could not be sent');
    }
  }

  async function keepListening(
    signal: AbortSignal,
    topic: string,
    listener: (message: unknown) => void,
  ): Promise<void> {
    // The connection below is binary: bytes come as a text of as many characters.
    function receive(bytes: string): void {
      try {
        listener(JSON.parse(Buffer.from(bytes, 'binary').toString()));
      } catch (error) {
        logger.error({ err: error, topic }, 'A signal was not taken');
      }
    }
    for (;;) {
      const link = await connection.when(signal);
      if (link === null) return;
      const id = link.core.subscribe(channels.signal(topic), receive);
      await aborted(AbortSignal.any([signal, link.lost]));
      if (!link.lost.aborted) link.core.unsubscribe(id);
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
