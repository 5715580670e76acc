import type { Clock } from '../clock.js';
import type { Logger } from '../logging/index.js';
import { isTransient } from '../mongo/index.js';
import type { Role, Service } from './service.js';

const pauseMs = 1_000;

/**
 * Starts a service, again and again while the database that was there a moment ago is not: what it
 * prepares is idempotent, and what it had started it stops by itself. Throws anything else.
 */
export async function startPatiently(
  service: Pick<Service, 'name' | 'start'>,
  role: Role,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<void> {
  for (;;) {
    try {
      await service.start(role);
      return;
    } catch (error) {
      const isOutage = isTransient(error) || (error instanceof Error && isTransient(error.cause));
      if (!isOutage) throw error;
      logger.warn({ err: error }, `${service.name} waits for its database`);
      await clock.sleep(pauseMs);
    }
  }
}
