import { readConfig as readOperatorConfig } from '../operator-command/config.js';
import { type LedgerConfig, ledgerConfigOf } from './ledger-config.js';

/** The same variables as payments and `npm start` read. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): LedgerConfig {
  return ledgerConfigOf(env, readOperatorConfig(env));
}
