import { readEnvironment, type ServiceEnvironment, serviceSchema } from '@marquee/common/config';

/** What the auth service itself can be told. */
export interface AuthConfig {
  /** Whether sign-in and sign-up are limited; off only where RATE_LIMIT=off is allowed. */
  readonly rateLimit: boolean;
}

export interface AuthProcessConfig {
  readonly environment: ServiceEnvironment;
  readonly auth: AuthConfig;
}

/** Reads the process's environment. Throws ConfigurationError naming every wrong variable. */
export function readConfig(): AuthProcessConfig {
  const environment = readEnvironment(serviceSchema({}), process.env);
  return { environment, auth: { rateLimit: environment.RATE_LIMIT === 'on' } };
}
