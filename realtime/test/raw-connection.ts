import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

const opcodes = { text: 0x1, ping: 0x9 } as const;

/** A masked websocket frame, as browsers send them. */
function frame(words: string, opcode: number): Buffer {
  const body = Buffer.from(words);
  const mask = randomBytes(4);
  const head =
    body.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | body.length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, body.length >> 8, body.length & 0xff]);
  const masked = body.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([head, mask, masked]);
}

/**
 * A client that keeps no rule: it says many packets in one write, answers no close and no ping, and
 * reads nothing once it is paused.
 */
export async function openRaw(url: string) {
  const { hostname, port } = new URL(url);
  const tcp = connect(Number(port), hostname);
  let heard = '';
  let isClosed = false;
  tcp.on('data', (data: Buffer) => {
    heard += data.toString('latin1');
  });
  // Half of these tests end with a reset.
  tcp.on('error', () => undefined);
  tcp.once('close', () => {
    isClosed = true;
  });
  await once(tcp, 'connect');
  tcp.write(
    `GET /realtime/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  while (!heard.includes('"sid"')) await once(tcp, 'data');

  return {
    say(packets: readonly string[], as: keyof typeof opcodes = 'text'): void {
      tcp.write(Buffer.concat(packets.map((words) => frame(words, opcodes[as]))));
    },
    pause: () => void tcp.pause(),
    heard: () => heard,
    isClosed: () => isClosed,
    leave: () => void tcp.destroy(),
  };
}

export type RawConnection = Awaited<ReturnType<typeof openRaw>>;
