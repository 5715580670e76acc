import { once } from 'node:events';
import { connect } from 'node:net';

/** One keep-alive connection that has one request under way at a time, as a buyer's browser. */
export interface HttpConnection {
  /** Sends the bytes of a whole request. */
  send(request: Buffer): Promise<HttpAnswer>;
  close(): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const nothing = Buffer.alloc(0);
const endOfHead = '\r\n\r\n';

/**
 * A socket and as little around it as possible: the generator shares two cores with what it
 * measures, and a full HTTP client would take as much of them as the server does.
 */
export async function openConnection(port: number): Promise<HttpConnection> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  let received: Buffer = nothing;
  let waiting: PromiseWithResolvers | null = null;

  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === null) return;
    received = nothing;
    waiting?.resolve(answer);
    waiting = null;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed a connection')));

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      });
    },
    close: () => socket.destroy(),
  };
}

interface PromiseWithResolvers {
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

/** Null until all of it is there. The servers under test send a length and never chunks. */
function readAnswer(received: Buffer): HttpAnswer | null {
  const headEnd = received.indexOf(endOfHead);
  if (headEnd === -1) return null;
  const head = received.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without a length:\n${head}`);
  const bodyStart = headEnd + endOfHead.length;
  if (received.length < bodyStart + Number(length)) return null;
  return { status: Number(head.slice(9, 12)), body: received.subarray(bodyStart) };
}
