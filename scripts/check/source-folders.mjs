import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../provision/repository.mjs';

/** The workspaces that are there, and the scripts: every folder that holds code of ours. */
export function sourceFolders() {
  const { workspaces } = JSON.parse(
    readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8'),
  );
  return [...workspaces, 'scripts'].filter((folder) =>
    existsSync(path.join(repositoryRoot, folder)),
  );
}
