import type { Server } from 'node:http';
import type { Router } from 'express';

/** api: HTTP only. worker: relay, consumers and jobs. all: both, in one process. */
export const roles = ['api', 'worker', 'all'] as const;
export type Role = (typeof roles)[number];

/** Something that works by itself between start and stop: a relay, a sweeper, a consumer. */
export interface Job {
  readonly name: string;
  start(): Promise<void>;
  /** Finishes what is under way, gives back what it leased, and resolves. */
  stop(): Promise<void>;
}

/** What a service has on a server besides its routes. */
export interface Attachment {
  /** Lets go of it: connections that are not requests would keep the server from closing. */
  detach(): void;
}

/** What every service is to whoever composes it: no listen, no process.env. */
export interface Service {
  readonly name: string;
  /** Routes with their full paths, such as `/api/orders/:id`. */
  readonly router: Router;
  /** What it answers outside /api, such as a sandbox's pages; it leaves other paths alone. */
  readonly pages?: Router;
  /** For a service that takes sockets: of the server its router is served by, before it listens. */
  attach?(server: Server): Attachment;
  readonly consumers: readonly Job[];
  readonly jobs: readonly Job[];
  /** Prepares indexes, then starts what the role needs. */
  start(role: Role): Promise<void>;
  stop(): Promise<void>;
}
