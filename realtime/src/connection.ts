import type { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import type { RealtimeLimits } from './limits.js';

/** What a browser's namespaces share: Engine.IO's connection. */
export type Connection = Socket['conn'];

/** The websocket under it, as far as we need it. */
interface Websocket extends EventEmitter {
  /** Bytes that the network has not taken. */
  readonly bufferedAmount: number;
  terminate(): void;
}

/** Engine.IO does not show these; without them every connection would count as fast. */
interface Hidden {
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: { readonly socket: Websocket };
}

const hiddenOf = (connection: Connection) => connection as unknown as Hidden;

export const websocketOf = (connection: Connection): Websocket =>
  hiddenOf(connection).transport.socket;

/** Packets that wait for the connection to take the ones before them. */
export const unsentOf = (connection: Connection): number => hiddenOf(connection).writeBuffer.length;

/** Whether a connection takes less than it is sent, so that it is answered nothing more for now. */
export function isBehind(
  connection: Connection,
  limits: Pick<RealtimeLimits, 'unansweredMax' | 'unsentBytesMax'>,
): boolean {
  if (unsentOf(connection) > limits.unansweredMax) return true;
  let bytes = websocketOf(connection).bufferedAmount;
  for (const { data } of hiddenOf(connection).writeBuffer) bytes += data?.length ?? 0;
  return bytes > limits.unsentBytesMax;
}

/** Ends the TCP connection as well: a polite end waits for an answer that may never come. */
export function endNow(connection: Connection): void {
  connection.close(true);
  websocketOf(connection).terminate();
}
