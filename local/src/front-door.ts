import { createServer } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import express, { type RequestHandler } from 'express';
import { portRefusal } from './port.js';

/** Longer than load generators and proxies keep a connection, so that they close it and not we. */
const keepAliveMs = 65_000;
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
}

/** One port for everything: the API, the sandbox and the pages. */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(...options.handlers);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, app);
  const port = await listen(server, options.port, options.host).catch((error: unknown) => {
    throw portRefusal(options.port, error);
  });
  return { port, close: () => closeServer(server, stopMsMax) };
}
