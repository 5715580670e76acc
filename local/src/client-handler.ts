import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { setClientEnvironment } from './config.js';
import { StartRefused } from './refusal.js';
import { clientFolder } from './repository.js';

/** As much of Next's custom server as we use; its own types would change `process.env` for us all. */
interface NextServer {
  prepare(): Promise<void>;
  getRequestHandler(): (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}
type CreateNextServer = (options: {
  dev: boolean;
  dir: string;
  /** Whose `upgrade` events Next listens to. */
  httpServer: EventEmitter;
}) => NextServer;

export interface ClientHandler {
  readonly handle: RequestHandler;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly port: number;
  readonly publicUrl: string;
  /** Null: the sandbox's card form. */
  readonly stripe: { readonly publishableKey: string } | null;
}

/** The production build of the client, served by this process. */
export async function prepareClient(options: ClientOptions): Promise<ClientHandler> {
  if (!existsSync(path.join(clientFolder, '.next', 'BUILD_ID')))
    throw new StartRefused('The client is not built yet: `npm start` builds it');

  // Before Next is loaded: it reads some of these when it is imported.
  setClientEnvironment({
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    SERVICES_URL: `http://127.0.0.1:${options.port}`,
    PUBLIC_URL: options.publicUrl,
    STRIPE_PUBLISHABLE_KEY: options.stripe?.publishableKey ?? '',
  });
  const require = createRequire(import.meta.url);
  const createNextServer = require('next') as CreateNextServer;
  // Next would take every `Upgrade` of the front door and never answer it. Listening to nothing
  // leaves them to us: a request that wants to become something else is answered as it is.
  const httpServer = new EventEmitter();
  const client = createNextServer({ dev: false, dir: clientFolder, httpServer });
  await client.prepare();
  const handle = client.getRequestHandler();
  const homeProtocol = new URL(options.publicUrl).protocol.replace(':', '');
  return {
    handle: (req, res, onError) => {
      // Who stands in front and says nothing is believed to do what PUBLIC_URL says; Next would
      // believe our own plain connection instead, and send the browser in circles.
      req.headers['x-forwarded-proto'] ??= homeProtocol;
      handle(req, res).catch(onError);
    },
    close: () => client.close(),
  };
}
