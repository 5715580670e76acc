import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';

/** Where a path is answered: at one address, or at its own for each first part of a path. */
function targetOf(servicesUrl: string, path: string): string | null {
  if (!servicesUrl.includes('=')) return servicesUrl;
  const routes = servicesUrl.split(',').map((route) => route.trim().split('='));
  const route = routes.find(([prefix = '']) => path === prefix || path.startsWith(`${prefix}/`));
  return route?.[1] ?? null;
}

/**
 * A front door of this process alone, on loopback: what a seed asks goes to the services
 * themselves, whatever stands in front of the cluster.
 */
export async function openOwnDoor(servicesUrl: string) {
  const server = createServer((req, res) => forward(servicesUrl, req, res));
  const port = await listen(server, 0, '127.0.0.1');
  return { baseUrl: `http://127.0.0.1:${port}`, close: () => closeServer(server, 1_000) };
}

function forward(servicesUrl: string, req: IncomingMessage, res: ServerResponse): void {
  const { url = '/', method, headers } = req;
  const path = url.split('?')[0] ?? url;
  const target = targetOf(servicesUrl, path);
  if (target === null) {
    res.writeHead(404).end('{}');
    return;
  }
  const passed = request(new URL(url, target), { method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  // The seed repeats what is answered 503.
  passed.on('error', () => res.writeHead(503).end('{}'));
  req.pipe(passed);
}
