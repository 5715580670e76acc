import { runOutboxCommand } from '@marquee/local/outbox-command';
import type { Command } from '../command.js';
import { operatorConfigOf } from '../operator-config.js';

/**
 * `outbox status --service orders`: the operator's command of docs/failure-modes.md, beside the
 * database of one service. MONGO_URL names it.
 */
export const outbox: Command = ({ args, env, terminal }) =>
  runOutboxCommand(args, operatorConfigOf(env), terminal);
