import type { Invocation } from './command.js';
import { commands } from './commands.js';

/** 0: done; 1: could not be done; 2: not understood. */
export async function run({ args, env, terminal }: Invocation): Promise<number> {
  const [name = '', ...rest] = args;
  const load = commands.get(name);
  if (load === undefined) {
    terminal.tell(`There is no command "${name}". There are: ${[...commands.keys()].join(', ')}`);
    return 2;
  }
  try {
    const command = await load();
    return await command({ args: rest, env, terminal });
  } catch (error) {
    terminal.tell(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
