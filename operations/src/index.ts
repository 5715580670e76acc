import { environment } from './config.js';
import { run } from './run.js';

process.exitCode = await run({
  args: process.argv.slice(2),
  env: environment(),
  terminal: {
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
  },
});
