import type { z } from 'zod';

/** The environment cannot be used; the message names every wrong variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from environment variables. An empty variable counts as not given.
 * Throws ConfigurationError listing every variable that is missing or wrong, never its value,
 * since it may be a secret.
 */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Environment,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = new Set(
    result.error.issues.map((issue) => {
      const variable = String(issue.path[0] ?? 'environment');
      const missing = given[variable] === undefined ? ' (not set)' : '';
      return `  ${variable}${missing}: ${issue.message}`;
    }),
  );
  throw new ConfigurationError(`The environment cannot be used:\n${[...lines].join('\n')}`);
}
