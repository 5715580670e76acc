import { createInternalServer } from '@marquee/common/http';
import type { Backbone } from './backbone.js';
import { portRefusal } from './port.js';

export interface InternalDoor {
  readonly url: string;
  announceReady(): void;
  /** Readiness goes off before anything stops, so that nobody sends us more. */
  announceStopping(): void;
  close(): Promise<void>;
}

/** Health and metrics on a port of their own. */
export async function openInternalDoor(port: number, backbone: Backbone): Promise<InternalDoor> {
  let isServing = false;
  const server = createInternalServer({
    port,
    checks: { serving: () => isServing, backbone: backbone.isReady },
    metrics: backbone.metrics,
  });
  await server.start().catch((error: unknown) => {
    throw portRefusal(port, error);
  });
  return {
    url: `http://127.0.0.1:${server.port()}`,
    announceReady() {
      isServing = true;
    },
    announceStopping() {
      isServing = false;
    },
    close: () => server.stop(),
  };
}
