/** Where a command says what it does and why it could not. */
export interface Terminal {
  /** The answer, which may be read by a program. */
  print(line: string): void;
  /** Progress and reasons. */
  tell(line: string): void;
}

export interface Invocation {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
}

/** Answers the exit code; throws what kept it from its work. */
export type Command = (invocation: Invocation) => Promise<number>;
