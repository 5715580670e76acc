import { readEnvironment, type ServiceEnvironment, serviceSchema } from '@marquee/common/config';
import { mailEnvironment } from './mail-environment.js';
import { mailRefusals, type NotificationsConfig, transportOf } from './settings.js';

export interface NotificationsProcessConfig {
  readonly environment: ServiceEnvironment;
  readonly notifications: NotificationsConfig;
}

const schema = serviceSchema(mailEnvironment).superRefine((environment, refinement) => {
  for (const [variable, message] of mailRefusals(environment))
    refinement.addIssue({ code: 'custom', path: [variable], message });
});

/** Reads the process's environment. Throws ConfigurationError naming every wrong variable. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): NotificationsProcessConfig {
  const environment = readEnvironment(schema, variables);
  return {
    environment,
    notifications: {
      publicUrl: environment.PUBLIC_URL,
      transport: transportOf(environment),
      language: environment.MAIL_LANGUAGE,
      ageHoursMax: environment.MAIL_AGE_HOURS_MAX,
    },
  };
}
