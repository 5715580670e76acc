import { runOutboxCommand } from '@marquee/local/outbox-command';
import type { Command } from '../command.js';

/**
 * `outbox status --service orders`: the operator's command of docs/failure-modes.md, beside the
 * database of one service. MONGO_URL names it.
 */
export const outbox: Command = ({ args, env, terminal }) =>
  runOutboxCommand(args, { mongoUrl: env['MONGO_URL'] ?? null, dataDir: '/nowhere' }, terminal);
