export { createOutbox, type OutboxDependencies } from './create-outbox.js';
export { createRelay, type RelayDependencies } from './create-relay.js';
export { outboxHistory } from './history.js';
export { createLeaseWatchdog } from './leases/create-lease-watchdog.js';
export { createPartitionLeases } from './leases/create-partition-leases.js';
export { partitionCount, partitionOf } from './partition.js';
export type { DomainEventDraft, Outbox } from './port.js';
export { type RelayOptions, relayDefaults } from './relay-options.js';
export type { OutboxRow } from './row.model.js';
