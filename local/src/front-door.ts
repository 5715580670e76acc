import { createServer, type Server } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import type { Attachment } from '@marquee/common/lifecycle';
import express, { type RequestHandler } from 'express';
import { portRefusal } from './port.js';

/** Longer than load generators and proxies keep a connection, so that they close it and not we. */
const keepAliveMs = 65_000;
/** Nobody may occupy a connection by sending one letter a minute. */
const headersMsMax = 10_000;
const requestMsMax = 30_000;
const stopMsMax = 1_000;

export interface FrontDoor {
  readonly port: number;
  close(): Promise<void>;
}

export interface FrontDoorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Asked in order; each leaves to the next what is not its own. */
  readonly handlers: readonly RequestHandler[];
  /** What takes sockets here, if anything does. */
  readonly attach?: (server: Server) => readonly Attachment[];
}

/** One port for everything: the API, the sandbox, the sockets and the pages. */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(onlyPaths, ...options.handlers);
  const server = createServer(
    { keepAliveTimeout: keepAliveMs, headersTimeout: headersMsMax, requestTimeout: requestMsMax },
    app,
  );
  const attachments = options.attach?.(server) ?? [];
  const port = await listen(server, options.port, options.host).catch((error: unknown) => {
    throw portRefusal(options.port, error);
  });
  return {
    port,
    async close() {
      const closed = closeServer(server, stopMsMax);
      for (const attachment of attachments) attachment.detach();
      await closed;
    },
  };
}

/** `OPTIONS *` asks about the server and whole addresses ask a proxy; we only know pages. */
const onlyPaths: RequestHandler = (req, res, next) => {
  if (req.url.startsWith('/')) next();
  else res.status(400).type('text/plain').send('Only paths can be asked for here.');
};
