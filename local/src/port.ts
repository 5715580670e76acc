import { createServer } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import { StartRefused } from './refusal.js';

/** This port, or a free one for 0. */
export async function choosePort(wanted: number): Promise<number> {
  return wanted === 0 ? tryOut(0) : wanted;
}

/** Refuses before anything is started, and not after a minute of preparation. */
export async function assertPortFree(port: number): Promise<void> {
  await tryOut(port).catch((error: unknown) => {
    throw portRefusal(port, error);
  });
}

/** Says in plain words why this port cannot be had; other errors stay as they are. */
export function portRefusal(port: number, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new StartRefused(
      [
        `Port ${port} is in use by another program`,
        `  Stop that program, or choose another port: PORT=${port + 1} npm start`,
      ].join('\n'),
    );
  if (code === 'EACCES')
    return new StartRefused(`Port ${port} needs rights this user does not have; try PORT=3000`);
  return error;
}

async function tryOut(port: number): Promise<number> {
  const server = createServer();
  const bound = await listen(server, port);
  await closeServer(server, 0);
  return bound;
}
