import type { SessionRevoked } from './user/session-revoked.js';
import type { UserRegistered } from './user/user-registered.js';

export * from './user/session-revoked.js';
export * from './user/state.js';
export * from './user/user-registered.js';

/** Every domain event of the `user` aggregate. */
export type UserDomainEvent = UserRegistered | SessionRevoked;
