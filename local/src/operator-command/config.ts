import path from 'node:path';
import { repositoryRoot } from '../repository.js';

export interface OperatorConfig {
  /** Null: the embedded MongoDB. */
  readonly mongoUrl: string | null;
  readonly dataDir: string;
}

/** The same variables as `npm start` reads; an empty one counts as not given. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): OperatorConfig {
  const { MONGO_URL, DATA_DIR } = env;
  return {
    mongoUrl: MONGO_URL || null,
    dataDir: path.resolve(DATA_DIR || path.join(repositoryRoot, '.marquee')),
  };
}
