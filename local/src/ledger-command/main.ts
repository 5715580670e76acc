import { processTerminal } from '../operator-command/process-terminal.js';
import { readConfig } from './config.js';
import { runLedgerCommand } from './ledger-command.js';

process.exitCode = await runLedgerCommand(process.argv.slice(2), readConfig(), processTerminal);
