import type { StreamInfo } from '@nats-io/jetstream';
import type { Link } from './connection.js';
import { findStream, makeStream } from './ensure-stream.js';
import { isForbidden } from './errors.js';
import type { Layout } from './layout.js';

export type FoundStream =
  | { readonly kind: 'there'; readonly info: StreamInfo; readonly isNew: boolean }
  /** It went away just now, and is made at the next look. */
  | { readonly kind: 'gone' }
  /** There is none, and this user may not make it. */
  | { readonly kind: 'forbidden' };

/** Finds the stream or makes it. Throws what the server says when neither can be done now. */
export function createStreamFinder(layout: Layout) {
  let wasThere = false;
  let forbiddenOn: Link | null = null;

  async function make(link: Link): Promise<FoundStream> {
    // Asked again and again, the server would note a violation each time.
    if (forbiddenOn === link) return { kind: 'forbidden' };
    try {
      const info = await makeStream(link.manager, layout);
      wasThere = true;
      return { kind: 'there', info, isNew: true };
    } catch (error) {
      if (!isForbidden(error)) throw error;
      forbiddenOn = link;
      return { kind: 'forbidden' };
    }
  }

  return async (link: Link): Promise<FoundStream> => {
    const info = await findStream(link.manager, layout);
    const isFreshlyGone = info === null && wasThere;
    wasThere = info !== null;
    if (info !== null) return { kind: 'there', info, isNew: false };
    // Server 2.9 still removes its files, and with them (measured) what is stored meanwhile.
    return isFreshlyGone ? { kind: 'gone' } : make(link);
  };
}
