import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Job } from '../lifecycle/service.js';
import type { Metrics } from '../metrics/index.js';
import { closeServer, listen } from './listen.js';

export interface InternalServerOptions {
  /** 0 takes a free one; see `port()`. */
  readonly port: number;
  /** What must hold for this process to be sent requests. */
  readonly checks: Readonly<Record<string, () => boolean>>;
  readonly metrics: Metrics;
}

/**
 * `/livez`, `/readyz` and `/metrics`, never routed from outside. Liveness asks nothing of others:
 * a database that is away must not restart us.
 */
export function createInternalServer(options: InternalServerOptions): Job & { port(): number } {
  const { checks, metrics } = options;
  let boundPort = 0;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    switch (req.url) {
      case '/livez':
        return send(res, 200, 'text/plain', 'alive\n');
      case '/readyz': {
        const failing = Object.keys(checks).filter((name) => checks[name]?.() !== true);
        const text = failing.length === 0 ? 'ready\n' : `not ready: ${failing.join(', ')}\n`;
        return send(res, failing.length === 0 ? 200 : 503, 'text/plain', text);
      }
      case '/metrics':
        return send(res, 200, metrics.registry.contentType, await metrics.registry.metrics());
      default:
        return send(res, 404, 'text/plain', 'not found\n');
    }
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      res.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  return {
    name: 'internal-server',
    port: () => boundPort,
    async start() {
      boundPort = await listen(server, options.port);
    },
    stop: () => closeServer(server, 0),
  };
}

function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}
