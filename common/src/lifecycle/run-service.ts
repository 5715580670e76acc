import closeWithGrace from 'close-with-grace';
import { type ServiceProcess, startService } from './start-service.js';

/** A stop that takes longer than this is cut off; consumers then go on after the next start. */
const stopMsMax = 15_000;

/** The whole life of a service's process: start, and a graceful stop on signals and crashes. */
export async function runService(process: ServiceProcess): Promise<void> {
  const running = await startService(process);
  const { logger } = running;
  closeWithGrace(
    { delay: stopMsMax, logger: { error: (message) => logger.error(message) } },
    async ({ err, signal }) => {
      if (err !== undefined) logger.fatal({ err }, 'stopping because of a bug');
      else logger.info({ signal }, 'stopping');
      await running.stop();
      logger.info('stopped');
    },
  );
}
