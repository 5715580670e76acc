import type { Logger } from '../../logging/index.js';
import type { Signals } from '../port.js';
import { aborted } from './aborted.js';
import type { BrokerConnection, BrokerLink } from './link.js';

export interface SignalsOptions<Link extends BrokerLink> {
  readonly connection: BrokerConnection<Link>;
  /** By the server's plain subjects, which are not stored. Throws when it is too large for it. */
  send(link: Link, topic: string, bytes: Uint8Array): void;
  /** Returns the way out. Throws when the connection is gone in that moment. */
  listen(link: Link, topic: string, receive: (bytes: Uint8Array) => void): () => void;
  readonly closing: AbortSignal;
  readonly logger: Logger;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Signals over a broker: while it is away, nobody hears anything. */
export function createSignals<Link extends BrokerLink>(options: SignalsOptions<Link>): Signals {
  const { connection, closing, logger } = options;

  async function keepListening(
    signal: AbortSignal,
    topic: string,
    listener: (message: unknown) => void,
  ): Promise<void> {
    function receive(bytes: Uint8Array): void {
      try {
        listener(JSON.parse(decoder.decode(bytes)));
      } catch (error) {
        logger.error({ err: error, topic }, 'A signal was not taken');
      }
    }
    for (;;) {
      const link = await connection.when(signal);
      if (link === null) return;
      const stopListening = tryListen(link, topic, receive);
      await aborted(AbortSignal.any([signal, link.lost]));
      if (!link.lost.aborted) stopListening?.();
    }
  }

  function tryListen(link: Link, topic: string, receive: (bytes: Uint8Array) => void) {
    try {
      return options.listen(link, topic, receive);
    } catch (error) {
      logger.warn({ err: error, topic }, 'Signals are not heard until the next connection');
      return null;
    }
  }

  return {
    send(topic, message) {
      try {
        const link = connection.current();
        if (link !== null) options.send(link, topic, encoder.encode(JSON.stringify(message)));
      } catch (error) {
        logger.warn({ err: error, topic }, 'A signal could not be sent');
      }
    },
    listen(topic, listener) {
      const stopping = new AbortController();
      void keepListening(AbortSignal.any([stopping.signal, closing]), topic, listener);
      return { stop: () => stopping.abort() };
    },
  };
}
