import { findEmbeddedMongo } from './find-embedded-mongo.js';
import type { Report } from './report.js';
import { UsageError } from './usage-error.js';

export interface OperatorConfig {
  /** Null: the embedded MongoDB. */
  readonly mongoUrl: string | null;
  readonly dataDir: string;
}

export interface Terminal {
  /** The answer, which may be read by a program. */
  print(line: string): void;
  /** Progress and reasons. */
  tell(line: string): void;
}

/** What was typed, understood. */
export interface Understood {
  /** Null: to be found. */
  readonly mongoUrl: string | null;
  readonly isJson: boolean;
  run(mongoUrl: string): Promise<Report>;
}

export interface OperatorCommand {
  readonly usage: string;
  /** As they were typed. */
  readonly args: readonly string[];
  /** Throws UsageError. */
  understand(): Understood;
}

/** Answers the exit code. 0: done; 1: could not be done; 2: not understood. */
export async function runOperatorCommand(
  { usage, args, understand }: OperatorCommand,
  config: OperatorConfig,
  terminal: Terminal,
): Promise<number> {
  if (args.includes('--help')) {
    terminal.print(usage);
    return 0;
  }
  try {
    return await run(understand(), config, terminal);
  } catch (error) {
    terminal.tell(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return 1;
    terminal.tell(`\n${usage}`);
    return 2;
  }
}

async function run(
  { mongoUrl, isJson, run: work }: Understood,
  config: OperatorConfig,
  { print, tell }: Terminal,
): Promise<number> {
  const url = mongoUrl ?? config.mongoUrl ?? (await findEmbeddedMongo(config.dataDir));
  if (url === null) {
    tell(`No npm start runs on the data in ${config.dataDir}: start it, or give --mongo <url>.`);
    return 1;
  }
  const { json, lines, failure } = await work(url);
  if (isJson) print(JSON.stringify(json, null, 2));
  else for (const line of lines) print(line);
  if (failure === null) return 0;
  tell(failure);
  return 1;
}
