import { randomInt } from 'node:crypto';
import { OptionsRefused, readOptions, usage } from './options.js';
import { prove } from './prove.js';
import { printTwins } from './twins/print-twins.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interruption.abort(new Error(`Interrupted by ${signal}`)));

const args = process.argv.slice(2);
try {
  if (args.includes('--help')) say(usage);
  else process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  const isRefused = error instanceof OptionsRefused;
  say(isRefused ? error.message : String((error as Error).stack));
  // Nothing was tried where the question was not understood.
  if (!isRefused) say('NOT PROVED');
  process.exitCode = 1;
}

async function run(): Promise<boolean> {
  const options = readOptions(args, () => randomInt(1_000_000));
  const { signal } = interruption;
  return options.twins ? printTwins(say, signal) : prove({ ...options, say }, signal);
}
