import { randomInt } from 'node:crypto';
import { OptionsRefused, readOptions } from './options.js';
import { prove } from './prove.js';
import { printTwins } from './twins/print-twins.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interruption.abort(new Error(`Interrupted by ${signal}`)));

try {
  const options = readOptions(process.argv.slice(2), () => randomInt(1_000_000));
  const { signal } = interruption;
  const isProved = options.twins
    ? await printTwins(say, signal)
    : await prove({ ...options, say }, signal);
  process.exitCode = isProved ? 0 : 1;
} catch (error) {
  say(error instanceof OptionsRefused ? error.message : String((error as Error).stack));
  say('NOT PROVED');
  process.exitCode = 1;
}
