import { runRefundCommand } from '@marquee/local/refund-command';
import type { Command } from '../command.js';

/**
 * `refund --order <id> --reason goodwill`: the operator's command of docs/failure-modes.md, beside
 * orders' database. MONGO_URL names it.
 */
export const refund: Command = ({ args, env, terminal }) =>
  runRefundCommand(args, { mongoUrl: env['MONGO_URL'] ?? null, dataDir: '/nowhere' }, terminal);
