import type { Server } from 'node:http';
import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import { createLogger } from '@marquee/common/logging';
import { createMetrics } from '@marquee/common/metrics';
import { createSessions } from '@marquee/common/session';
import { createRealtime, realtimeLimits } from '@marquee/realtime';

/** Our gateway as it is; only that all browsers come from one address is let pass. The answer stops it. */
export async function serveMarquee(server: Server, bus: Bus): Promise<() => Promise<void>> {
  const logger = createLogger({ name: 'bench', level: 'error' });
  const realtime = createRealtime({
    ...{ bus, logger, metrics: createMetrics(), clock: systemClock },
    sessions: createSessions({ keys: [newId()], clock: systemClock, logger }),
    ...{ publicUrl: 'http://localhost:3000', trustProxy: 0 },
    limits: { ...realtimeLimits, socketsPerAddress: Number.MAX_SAFE_INTEGER },
  });
  await realtime.start('all');
  realtime.attach(server);
  return () => realtime.stop();
}
