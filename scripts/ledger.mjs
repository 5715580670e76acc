#!/usr/bin/env node
import { runOperatorCommand } from './provision/operator-command.mjs';

await runOperatorCommand('local/dist/src/ledger-command/main.js');
