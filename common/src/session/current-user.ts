import type { SessionId, UserId } from '../ids.js';

/** Who is asking, as the verified session says. */
export interface CurrentUser {
  readonly id: UserId;
  readonly sessionId: SessionId;
  readonly email: string;
  readonly name: string;
}

/** What a token says besides who: when it stops counting. */
export interface TokenClaims extends CurrentUser {
  readonly expiresAt: Date;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by the session middleware when the cookie's token is valid and not revoked. */
    currentUser?: CurrentUser | undefined;
  }
}
