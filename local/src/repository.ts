import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's root folder, from the sources as from what is built of them. */
export const repositoryRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

export const clientFolder = path.join(repositoryRoot, 'client');

type Mongod = typeof import('../../scripts/provision/mongod.mjs');
type MongodProcess = typeof import('../../scripts/provision/mongod-process.mjs');

/** The provisioning scripts are plain modules outside every workspace, so they are found at run time. */
export async function loadMongodScripts(): Promise<Mongod & MongodProcess> {
  const load = async (name: string): Promise<unknown> =>
    import(pathToFileURL(path.join(repositoryRoot, 'scripts/provision', name)).href);
  return {
    ...((await load('mongod.mjs')) as Mongod),
    ...((await load('mongod-process.mjs')) as MongodProcess),
  };
}

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'scripts', 'provision'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('The repository around this module was not found');
  return findRoot(parent);
}
