import { createServer } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import type { Job } from '@marquee/common/lifecycle';
import express from 'express';
import type { Sandbox } from './create-sandbox.js';

export interface SandboxListenerOptions {
  /** 0 takes a free one; see `port()`. */
  readonly port: number;
  /** Only this machine by default: with the secret key anything may be done. */
  readonly host?: string;
}

const graceMs = 1_000;

/** The sandbox's own listener, where the SDK finds Stripe's paths. */
export function createSandboxListener(
  sandbox: Sandbox,
  { port, host = '127.0.0.1' }: SandboxListenerOptions,
): Job & { port(): number } {
  const app = express();
  app.disable('x-powered-by');
  app.use(sandbox.secretApi);
  const server = createServer(app);
  let boundPort = 0;
  return {
    name: 'payment-sandbox',
    port: () => boundPort,
    async start() {
      await sandbox.prepare();
      boundPort = await listen(server, port, host);
      for (const job of sandbox.jobs) await job.start();
    },
    async stop() {
      for (const job of sandbox.jobs) await job.stop();
      await closeServer(server, graceMs);
    },
  };
}
