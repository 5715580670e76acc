import type { StreamInfo } from '@nats-io/jetstream';
import type { Link } from './connection.js';
import { findStream, makeStream, resizeStream } from './ensure-stream.js';
import { isForbidden } from './errors.js';
import type { Layout } from './layout.js';

export type FoundStream =
  | {
      readonly kind: 'there';
      readonly info: StreamInfo;
      readonly isNew: boolean;
      /** What its size limit was, if it was just changed to the wanted one. */
      readonly bytesMaxBefore: number | null;
    }
  /** It went away just now, and is made at the next look. */
  | { readonly kind: 'gone' }
  /** There is none, and this user may not make it. */
  | { readonly kind: 'forbidden' };

/** Finds the stream or makes it. Throws what the server says when neither can be done now. */
export function createStreamFinder(layout: Layout) {
  let wasThere = false;
  let forbiddenOn: Link | null = null;
  /** Asked for once in a life: two processes that want different sizes must not fight for ever. */
  let mayResize = layout.isSizeWanted;

  async function make(link: Link): Promise<FoundStream> {
    // Asked again and again, the server would note a violation each time.
    if (forbiddenOn === link) return { kind: 'forbidden' };
    try {
      const info = await makeStream(link.manager, layout);
      wasThere = true;
      mayResize = false;
      return { kind: 'there', info, isNew: true, bytesMaxBefore: null };
    } catch (error) {
      if (!isForbidden(error)) throw error;
      forbiddenOn = link;
      return { kind: 'forbidden' };
    }
  }

  async function resized(link: Link, info: StreamInfo): Promise<FoundStream> {
    const there = { kind: 'there', info, isNew: false, bytesMaxBefore: null } as const;
    if (!mayResize) return there;
    mayResize = false;
    try {
      const bytesMaxBefore = info.config.max_bytes;
      const after = await resizeStream(link.manager, layout, info);
      return after === null ? there : { ...there, info: after, bytesMaxBefore };
    } catch (error) {
      // It is told that the stream is set otherwise, and the setup job may do it.
      if (isForbidden(error)) return there;
      mayResize = true;
      throw error;
    }
  }

  return async (link: Link): Promise<FoundStream> => {
    const info = await findStream(link.manager, layout);
    const isFreshlyGone = info === null && wasThere;
    wasThere = info !== null;
    if (info !== null) return resized(link, info);
    // Server 2.9 still removes its files, and with them (measured) what is stored meanwhile.
    return isFreshlyGone ? { kind: 'gone' } : make(link);
  };
}
