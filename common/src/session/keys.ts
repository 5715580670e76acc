import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** One configured secret as the two keys that are made of it: neither tells the other. */
export interface SessionKey {
  readonly kid: string;
  /** A KeyObject: verifying with a string costs about forty times as much. */
  readonly token: KeyObject;
  readonly cookie: string;
}

/** Derives the token's and the cookie's key, so that no secret is used for two purposes. */
export function deriveKey(secret: string): SessionKey {
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest();
  const token = derive('marquee session token');
  return {
    kid: createHash('sha256').update(token).digest('hex').slice(0, 12),
    token: createSecretKey(token),
    cookie: derive('marquee session cookie').toString('base64url'),
  };
}
