import { EventEmitter } from 'node:events';
import type { Signals } from './port.js';

/** Signals within one process. A listener gets a copy, as from a wire. */
export function createLocalSignals(): Signals {
  const emitter = new EventEmitter();
  // One listener per topic and service is many in a process that hosts them all.
  emitter.setMaxListeners(0);
  return {
    send: (topic, message) => void emitter.emit(topic, structuredClone(message)),
    listen(topic, listener) {
      emitter.on(topic, listener);
      return { stop: () => void emitter.off(topic, listener) };
    },
  };
}
