import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { until } from '@marquee/common/testing/until';
import { parse } from 'yaml';
import { passwords, startClusterNats } from './nats-of-the-cluster.js';

/** One after another; a server that stops at once gives none or the first. */
const answersWanted = 20;
const execute = promisify(execFile);
const component = path.resolve(__dirname, '../../infra/k8s/components/replicated/lame-duck.yaml');
const { spec } = parse(readFileSync(component, 'utf8')).spec.template;
const [, ...preStop]: string[] = spec.containers[0].lifecycle.preStop.exec.command;

/** A client as old as the protocol, so that nothing but the server decides what it hears. */
async function signIn(port: number): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  const who = { user: 'auth', pass: passwords.AUTH_PASSWORD, protocol: 1, verbose: false };
  socket.write(`CONNECT ${JSON.stringify(who)}\r\nPING\r\n`);
  await until(() => heard.includes('PONG'));
  return { socket, heard: () => heard };
}

test.each(['NATS_SERVER_BINARY', 'NATS_SERVER_29_BINARY'])(
  'a Pod of several that stops sends its clients away, and serves them until they are (%s)',
  async (variable) => {
    const binary = process.env[variable] ?? '';
    const server = await startClusterNats(binary, { isReplicated: true });
    try {
      await until(() => server.log().includes('Listening for client'), { timeoutMs: 20_000 });
      const { socket, heard } = await signIn(server.port);
      // Within the Pod it is process 1.
      await execute(
        binary,
        preStop.map((word) => word.replace('ldm=1', `ldm=${server.pid}`)),
      );
      await until(() => heard().includes('"ldm":true'), { timeoutMs: 10_000 });
      process.kill(server.pid, 'SIGTERM');
      await until(() => {
        socket.write('PING\r\n');
        return heard().split('PONG').length > answersWanted;
      });
      socket.destroy();
    } finally {
      await server.stop();
    }
  },
  60_000,
);

test('the Pod has longer to stop than its clients have to go', () => {
  const conf = readFileSync(path.join(path.dirname(component), 'cluster.conf'), 'utf8');
  const duckSeconds = Number(/lame_duck_duration: "(\d+)s"/.exec(conf)?.[1]);
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(duckSeconds + 10);
});
