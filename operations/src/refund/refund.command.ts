import { runRefundCommand } from '@marquee/local/refund-command';
import type { Command } from '../command.js';
import { operatorConfigOf } from '../operator-config.js';

/**
 * `refund --order <id> --reason goodwill`: the operator's command of docs/failure-modes.md, beside
 * orders' database. MONGO_URL names it.
 */
export const refund: Command = ({ args, env, terminal }) =>
  runRefundCommand(args, operatorConfigOf(env), terminal);
