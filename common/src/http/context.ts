import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../ids.js';
import { createLogger, type Logger } from '../logging/index.js';

/** What is under way: a request, or a domain event being applied. */
export interface RequestContext {
  readonly requestId: string;
  /** Shared by everything that one request set in motion, across services. */
  readonly correlationId: string;
  /** The request or domain event that directly causes what happens now. */
  readonly causationId: string;
  readonly logger: Logger;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of the caller; outside of any, a fresh one that belongs to nobody. */
export function context(): RequestContext {
  return storage.getStore() ?? orphanContext();
}

/** The context of the caller, if there is any: costs nothing outside of one. */
export function findContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Runs `work` so that everything it awaits sees this context. */
export function runInContext<T>(current: RequestContext, work: () => T): T {
  return storage.run(current, work);
}

function orphanContext(): RequestContext {
  const requestId = newId<string & { readonly __brand: never }>();
  return {
    requestId,
    correlationId: requestId,
    causationId: requestId,
    logger: createLogger({ name: 'outside-request' }),
  };
}
