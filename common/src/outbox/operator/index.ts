export { livingRelays } from './living-relays.js';
export { type OutboxStatus, type RelayStatus, readOutboxStatus } from './outbox-status.js';
export { listParkedRows, type ParkedRow, type Unparked, unparkRows } from './parked-rows.js';
export { putBackRows } from './put-back.js';
export { type Replay, type ReplayOptions, replay, resumeReplay } from './replay.js';
export type { ReplaySelection } from './replay-runs.js';
