import path from 'node:path';
import { repositoryRoot } from '../repository.js';
import type { OperatorConfig } from './run-operator-command.js';

/** The same variables as `npm start` reads; an empty one counts as not given. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): OperatorConfig {
  const { MONGO_URL, DATA_DIR } = env;
  return {
    mongoUrl: MONGO_URL || null,
    dataDir: path.resolve(DATA_DIR || path.join(repositoryRoot, '.marquee')),
  };
}
