import type { Router } from 'express';
import type { Job, Role, Service } from './service.js';
import { createUndoStack } from './undo-stack.js';

export interface ServiceDefinition {
  readonly name: string;
  readonly router: Router;
  readonly consumers?: readonly Job[];
  /** The relay first: it is stopped last, so that what others commit on their way out is sent. */
  readonly jobs?: readonly Job[];
  /** What must exist before anything runs, such as indexes. Idempotent; runs in every role. */
  readonly prepare?: () => Promise<void>;
}

/**
 * Makes a service that starts its jobs and consumers in order and stops them in reverse. The role
 * `api` starts neither. When one fails to start, those before it are stopped and the error is
 * thrown.
 */
export function defineService(definition: ServiceDefinition): Service {
  const { name, router, consumers = [], jobs = [], prepare } = definition;
  const undo = createUndoStack();

  async function startAll(): Promise<void> {
    for (const job of [...jobs, ...consumers]) {
      await job.start();
      undo.push(() => job.stop());
    }
  }

  return {
    name,
    router,
    consumers,
    jobs,
    async start(role: Role) {
      await prepare?.();
      if (role === 'api') return;
      try {
        await startAll();
      } catch (error) {
        await undo.run();
        throw error;
      }
    },
    stop: () => undo.run(),
  };
}
