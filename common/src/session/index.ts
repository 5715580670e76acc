export { createSessions, type Sessions, type SessionsOptions } from './create-sessions.js';
export type { CurrentUser, TokenClaims } from './current-user.js';
export { sessionCookieName } from './session-cookie.js';
export { tokenLifetimeSeconds } from './tokens.js';
