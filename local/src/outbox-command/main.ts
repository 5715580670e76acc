import { readConfig } from './config.js';
import { runOutboxCommand } from './outbox-command.js';

process.exitCode = await runOutboxCommand(process.argv.slice(2), readConfig(), {
  print: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
});
