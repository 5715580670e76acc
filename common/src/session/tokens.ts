import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { SessionId, UserId } from '../ids.js';
import type { CurrentUser, TokenClaims } from './current-user.js';
import type { SessionKey } from './keys.js';

/** A token lives a day; the session row behind it may live longer and renews it. */
export const tokenLifetimeSeconds = 24 * 60 * 60;

const algorithm = 'HS256';
const issuer = 'marquee-auth';
const audience = 'marquee';

const claims = z.object({
  sub: z.string(),
  sid: z.string(),
  email: z.string(),
  name: z.string(),
  exp: z.number(),
});

export interface Tokens {
  mint(user: CurrentUser): string;
  /** The claims of a valid token; null for anything else. Does not know of revocations. */
  read(token: string): TokenClaims | null;
}

/** The first key signs, all verify; the token's header names the key. */
export function createTokens(keys: readonly SessionKey[], clock: Clock): Tokens {
  const [newest] = keys;
  if (newest === undefined) throw new RangeError('Sessions need at least one key');
  // Headers we would write ourselves are the only ones we accept: no other algorithm can be asked.
  const keyByHeader = new Map(keys.map((key) => [headerOf(sign({}, key)), key.token]));
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);

  return {
    mint(user) {
      const iat = nowSeconds();
      return sign(
        {
          sub: user.id,
          sid: user.sessionId,
          email: user.email,
          name: user.name,
          iat,
          exp: iat + tokenLifetimeSeconds,
        },
        newest,
      );
    },
    read(token) {
      const key = keyByHeader.get(headerOf(token));
      if (key === undefined) return null;
      try {
        const verified = jwt.verify(token, key, {
          algorithms: [algorithm],
          issuer,
          audience,
          clockTimestamp: nowSeconds(),
        });
        const { sub, sid, email, name, exp } = claims.parse(verified);
        return {
          id: sub as UserId,
          sessionId: sid as SessionId,
          email,
          name,
          expiresAt: new Date(exp * 1000),
        };
      } catch (error) {
        if (error instanceof jwt.JsonWebTokenError || error instanceof z.ZodError) return null;
        throw error;
      }
    },
  };
}

function sign(payload: object, key: SessionKey): string {
  return jwt.sign(payload, key.token, { algorithm, keyid: key.kid, issuer, audience });
}

function headerOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}
