import {
  type OperatorConfig,
  runOperatorCommand,
  type Terminal,
} from '../operator-command/run-operator-command.js';
import { readArguments } from './read-arguments.js';
import { runCommand } from './run-command.js';
import { openServiceDatabases } from './service-databases.js';
import { usage } from './usage.js';

export type { Terminal } from '../operator-command/run-operator-command.js';

/** Answers the exit code. 0: done; 1: could not be done; 2: not understood. */
export function runOutboxCommand(
  args: readonly string[],
  config: OperatorConfig,
  terminal: Terminal,
): Promise<number> {
  const understand = () => {
    const { command, services, ...rest } = readArguments(args);
    return {
      ...rest,
      async run(url: string) {
        const opened = await openServiceDatabases(url);
        try {
          return await runCommand(command, opened.databases, services, terminal.tell);
        } finally {
          await opened.close();
        }
      },
    };
  };
  return runOperatorCommand({ usage, args, understand }, config, terminal);
}
