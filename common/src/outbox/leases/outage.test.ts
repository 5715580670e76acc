import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { openDatabase } from '../../mongo/index.js';
import { aSilentLogger } from '../../testing/builders.js';
import { areShared, fenceOf, ownedBy, startLeases } from '../../testing/leases.js';
import { dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';

/** A way to the server of MONGO_URL that can be cut. */
async function openWay() {
  const target = new URL(process.env['MONGO_URL'] ?? '');
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
    return near;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

test('while the database is away nothing is owned; nobody took it, so then all is as it was', async () => {
  const direct = await openTestDatabase('leases_outage');
  const way = await openWay();
  const logger = aSilentLogger();
  const database = await openDatabase({ url: way.url, name: direct.name, logger });
  const relay = await startLeases('relay', { database });
  await until(() => areShared(direct, [relay]));
  const { owner } = fenceOf(relay);
  way.cut();
  await until(() => ownedBy(relay).length === 0);
  way.mend();
  await until(() => areShared(direct, [relay]), { timeoutMs: 20_000 });
  expect(fenceOf(relay).owner).toBe(owner);
  await relay.stop();
  await database.close();
  await way.close();
  await dropTestDatabase(direct);
}, 30_000);
