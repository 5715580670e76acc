import { readConfig } from '../operator-command/config.js';
import { processTerminal } from '../operator-command/process-terminal.js';
import { runRefundCommand } from './refund-command.js';

process.exitCode = await runRefundCommand(process.argv.slice(2), readConfig(), processTerminal);
