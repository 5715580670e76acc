import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, whatever the working directory is. */
export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What we downloaded ourselves; ignored by git and safe to delete. */
export const cacheFolder = path.join(repositoryRoot, '.cache');
