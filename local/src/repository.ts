import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's root folder, from the sources as from what is built of them. */
export const repositoryRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

export const clientFolder = path.join(repositoryRoot, 'client');

type Mongod = typeof import('../../scripts/provision/mongod.mjs');
type MongodProcess = typeof import('../../scripts/provision/mongod-process.mjs');
type Nats = typeof import('../../scripts/provision/nats-server.mjs');
type NatsProcess = typeof import('../../scripts/provision/nats-server-process.mjs');
type Streaming = typeof import('../../scripts/provision/nats-streaming-server.mjs');
type StreamingProcess = typeof import('../../scripts/provision/nats-streaming-server-process.mjs');

/** The provisioning scripts are plain modules outside every workspace, so they are found at run time. */
async function load(name: string): Promise<unknown> {
  return import(pathToFileURL(path.join(repositoryRoot, 'scripts/provision', name)).href);
}

export async function loadMongodScripts(): Promise<Mongod & MongodProcess> {
  return {
    ...((await load('mongod.mjs')) as Mongod),
    ...((await load('mongod-process.mjs')) as MongodProcess),
  };
}

type BrokerScripts = Nats & NatsProcess & Streaming & StreamingProcess;

export async function loadBrokerScripts(): Promise<BrokerScripts> {
  return {
    ...((await load('nats-server.mjs')) as Nats),
    ...((await load('nats-server-process.mjs')) as NatsProcess),
    ...((await load('nats-streaming-server.mjs')) as Streaming),
    ...((await load('nats-streaming-server-process.mjs')) as StreamingProcess),
  };
}

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'scripts', 'provision'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('The repository around this module was not found');
  return findRoot(parent);
}
