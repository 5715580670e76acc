import type { Command } from './command.js';

/** Each is loaded when it is asked for: the Job that makes the stream needs none of Stripe's client. */
const loaders = {
  'init-replica-set': async () =>
    (await import('./init-replica-set/init-replica-set.command.js')).initReplicaSet,
  'setup-streams': async () =>
    (await import('./setup-streams/setup-streams.command.js')).setupStreams,
  'seed-demo': async () => (await import('./seed-demo/seed-demo.command.js')).seed,
  backup: async () => (await import('./backup/backup.command.js')).backup,
  restore: async () => (await import('./backup/restore.command.js')).restore,
  outbox: async () => (await import('./outbox/outbox.command.js')).outbox,
  refund: async () => (await import('./refund/refund.command.js')).refund,
  ledger: async () => (await import('./ledger/ledger.command.js')).ledger,
} satisfies Record<string, () => Promise<Command>>;

export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map(
  Object.entries(loaders),
);
