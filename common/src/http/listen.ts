import { once } from 'node:events';
import type { Server } from 'node:http';

/** Listens and answers the port; rejects when somebody else has it. */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Listening without a port');
  return address.port;
}

/** Takes no more requests; those under way have `graceMs` to end, then connections are cut. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
