import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { type FrontDoor, openFrontDoor } from './front-door.js';

const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];

describe('the front door', () => {
  let door: FrontDoor;
  beforeAll(async () => {
    door = await openFrontDoor({
      port: 0,
      host: '127.0.0.1',
      handlers: [(req, res) => void res.send(`asked for ${req.path}`)],
    });
  });
  afterAll(() => door.close());

  /** Sends the lines as they are: no HTTP library would. */
  async function answerTo(...lines: string[]): Promise<string> {
    const socket = connect(door.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write([...lines, 'Host: localhost', 'Connection: close', '', ''].join('\r\n'));
    return text(socket);
  }

  it.each(['OPTIONS * HTTP/1.1', 'GET http://elsewhere.example/ HTTP/1.1'])(
    'refuses what is not a path: %s',
    async (line) => {
      expect(await answerTo(line)).toMatch(/^HTTP\/1.1 400 /);
    },
  );

  it('answers a request that wants to become another protocol as it is', async () => {
    const answer = await answerTo('GET /realtime HTTP/1.1', ...upgrade);
    expect(answer).toContain('asked for /realtime');
  });
});
