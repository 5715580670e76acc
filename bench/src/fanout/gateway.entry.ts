import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { closeServer, listen } from '@marquee/common/http';
import { openBus } from '../backbone/side.js';
import { stopWithParent } from '../contestants/fork-entry.js';
import type { GatewayKind, GatewayUsage } from './gateway.js';
import { serveMarquee } from './serve-marquee.js';
import { serveEmitToAll, serveRaw } from './serve-peers.js';

const serve = { marquee: serveMarquee, raw: serveRaw, 'emit to all': serveEmitToAll };

const [natsUrl = '', stream = '', kind = ''] = process.argv.slice(2);
const bus = await openBus({ natsUrl, stream });
const server = createServer((_req, res) => res.writeHead(404).end());
const port = await listen(server, 0, '127.0.0.1');
const stop = await serve[kind as GatewayKind](server, bus);
stopWithParent(async () => {
  await stop();
  await bus.close();
  await closeServer(server, 0);
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  collect();
  const usage: GatewayUsage = {
    cpuMs: (user + system) / 1_000,
    residentBytes: process.memoryUsage.rss(),
  };
  process.send?.(usage);
});
process.send?.({ port });
