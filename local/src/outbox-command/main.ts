import { readConfig } from '../operator-command/config.js';
import { processTerminal } from '../operator-command/process-terminal.js';
import { runOutboxCommand } from './outbox-command.js';

process.exitCode = await runOutboxCommand(process.argv.slice(2), readConfig(), processTerminal);
