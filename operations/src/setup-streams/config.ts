import { busEnvironment, busRefusals, readEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object(busEnvironment).superRefine((environment, refinement) => {
  for (const [name, message] of busRefusals(environment))
    refinement.addIssue({ code: 'custom', path: [name], message });
});

/** Throws ConfigurationError naming every wrong variable. */
export const readBus = (env: NodeJS.ProcessEnv) => readEnvironment(schema, env);
