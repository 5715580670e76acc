import { ledgerConfigOf, runLedgerCommand } from '@marquee/local/ledger-command';
import type { Command } from '../command.js';
import { operatorConfigOf } from '../operator-config.js';

/**
 * `ledger check`: the operator's command of docs/failure-modes.md. MONGO_URL names payments'
 * database, ORDERS_MONGO_URL orders', and Stripe is reached as payments reaches it.
 */
export const ledger: Command = ({ args, env, terminal }) =>
  runLedgerCommand(args, ledgerConfigOf(env, operatorConfigOf(env)), terminal);
