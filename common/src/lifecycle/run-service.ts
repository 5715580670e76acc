import closeWithGrace from 'close-with-grace';
import { createLogger } from '../logging/index.js';
import { stopTracing } from '../tracing/stop-tracing.js';
import { type RunningService, type ServiceProcess, startService } from './start-service.js';

/** A stop that takes longer than this is cut off; consumers then go on after the next start. */
const stopMsMax = 15_000;
/** For the last spans: of what a stop may take, a collector that is away takes no more. */
const tracingGraceMs = 1_000;

/** The whole life of a service's process: start, and a graceful stop on signals and crashes. */
export async function runService(process: ServiceProcess): Promise<void> {
  const started: { service?: RunningService } = {};
  // Before anything is started, so that no signal finds nobody listening.
  closeWithGrace({ delay: stopMsMax }, async ({ err, signal }) => {
    const { service } = started;
    const logger = service?.logger ?? createLogger({ name: process.name, level: 'info' });
    if (err !== undefined)
      logger.fatal(
        { err },
        service === undefined ? 'could not start' : 'stopping because of a bug',
      );
    else logger.info({ signal }, 'stopping');
    // Before it served, what was begun ends with the process.
    await service?.stop();
    await stopTracing({
      graceMs: tracingGraceMs,
      onFailure: (error) => logger.warn({ err: error }, 'the last spans were not sent'),
    });
    logger.info('stopped');
  });
  started.service = await startService(process);
}
