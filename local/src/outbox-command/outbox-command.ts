import type { OutboxCommandConfig } from './config.js';
import { findEmbeddedMongo } from './find-embedded-mongo.js';
import { type Invocation, readArguments } from './read-arguments.js';
import { runCommand } from './run-command.js';
import { openServiceDatabases } from './service-databases.js';
import { UsageError, usage } from './usage.js';

export interface Terminal {
  /** The answer, which may be read by a program. */
  print(line: string): void;
  /** Progress and reasons. */
  tell(line: string): void;
}

/** Answers the exit code. 0: done; 1: could not be done; 2: not understood. */
export async function runOutboxCommand(
  args: readonly string[],
  config: OutboxCommandConfig,
  terminal: Terminal,
): Promise<number> {
  try {
    return await run(readArguments(args), config, terminal);
  } catch (error) {
    terminal.tell(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return 1;
    terminal.tell(`\n${usage}`);
    return 2;
  }
}

async function run(
  { command, services, mongoUrl, isJson }: Invocation,
  config: OutboxCommandConfig,
  { print, tell }: Terminal,
): Promise<number> {
  const url = mongoUrl ?? config.mongoUrl ?? (await findEmbeddedMongo(config.dataDir));
  if (url === null) {
    tell(`No npm start runs on the data in ${config.dataDir}: start it, or give --mongo <url>.`);
    return 1;
  }
  const opened = await openServiceDatabases(url);
  try {
    const { json, lines, failure } = await runCommand(command, opened.databases, services, tell);
    if (isJson) print(JSON.stringify(json, null, 2));
    else for (const line of lines) print(line);
    if (failure === null) return 0;
    tell(failure);
    return 1;
  } finally {
    await opened.close();
  }
}
