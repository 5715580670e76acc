import { type ApiOptions, createApi } from '@marquee/common/http';
import type { RequestHandler } from 'express';
import type { Backbone } from '../backbone.js';
import { openFrontDoor } from '../front-door.js';
import { seedDemo } from './seed-demo.js';
import { createSeedMarker } from './seed-marker.js';

export interface PrivateDoorOptions {
  readonly face: Omit<ApiOptions, 'publicUrl' | 'mode' | 'trustProxy'>;
  readonly backbone: Backbone;
  readonly sandboxHandlers: readonly RequestHandler[];
  readonly say: (line: string) => void;
}

/**
 * Seeds through the same routes under the same limits, but through a door of its own: on loopback,
 * on a port nobody knows, open only before the front door is. It believes the address the seed
 * names, so that the visitors of this machine keep all of their sign-ups.
 */
export async function seedThroughPrivateDoor(options: PrivateDoorOptions): Promise<void> {
  const { face, backbone, sandboxHandlers, say } = options;
  const marker = createSeedMarker(backbone.databases.marquee);
  if (await marker.isSet()) return;
  const publicUrl = 'http://localhost';
  const api = createApi({ ...face, publicUrl, mode: 'local', trustProxy: 1 });
  const handlers = [...sandboxHandlers, api];
  const door = await openFrontDoor({ port: 0, host: '127.0.0.1', handlers });
  try {
    const baseUrl = `http://127.0.0.1:${door.port}`;
    await seedDemo({ baseUrl, marker, clock: backbone.clock, say });
  } catch (error) {
    // The marketplace is whole without it, and the next start goes on where this one stopped.
    backbone.logger.error({ err: error }, 'the demo data is incomplete');
    say('Demo data: incomplete, see above; the next start continues it');
  } finally {
    await door.close();
  }
}
