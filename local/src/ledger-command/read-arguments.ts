import { parseArgs } from 'node:util';
import { mongoUrlOf } from '../operator-command/mongo-url.js';
import { UsageError } from '../operator-command/usage-error.js';

export interface LedgerInvocation {
  readonly isRepair: boolean;
  /** Null: to be found. */
  readonly mongoUrl: string | null;
  readonly isJson: boolean;
}

/** Throws UsageError. */
export function readArguments(args: readonly string[]): LedgerInvocation {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError('What is to be done?');
  if (name !== 'check') throw new UsageError(`There is no command ${name}`);
  if (more.length > 0) throw new UsageError(`${more.join(' ')}: one command at a time`);
  const { repair: isRepair, mongo, json: isJson } = values;
  return { isRepair, mongoUrl: mongoUrlOf(mongo), isJson };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        repair: { type: 'boolean', default: false },
        mongo: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
