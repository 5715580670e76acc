import { readEnvironment, type ServiceEnvironment, serviceSchema } from '@marquee/common/config';

/** The catalogue needs nothing from outside beyond what every service is told. */
export type TicketsConfig = Readonly<Record<string, never>>;

/** Throws naming every variable that is missing or wrong. */
export function readConfig(): ServiceEnvironment {
  return readEnvironment(serviceSchema({}), process.env);
}
