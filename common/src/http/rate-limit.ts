import type { Request, RequestHandler } from 'express';
import { rateLimit as expressRateLimit, ipKeyGenerator } from 'express-rate-limit';
import { Problem } from '../errors.js';

export interface RateLimitOptions {
  /** Tells limits apart in the `RateLimit` header. */
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** Whom the limit is for: the caller's address, the signed-in account, or what you say. */
  readonly by: 'address' | 'account' | ((req: Request) => string);
  /** False only where configuration allowed RATE_LIMIT=off. */
  readonly enabled: boolean;
}

/** At most `limit` requests each `windowSeconds` per process. Throws rate_limited. */
export function rateLimit(options: RateLimitOptions): RequestHandler {
  if (!options.enabled) return (_req, _res, next) => next();
  const { by, windowSeconds } = options;
  const keyOf = typeof by === 'function' ? by : by === 'address' ? addressOf : accountOf;
  return expressRateLimit({
    identifier: options.name,
    limit: options.limit,
    windowMs: windowSeconds * 1000,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: keyOf,
    // Its own checks print hints about proxies; ours are exact by configuration.
    validate: false,
    handler: (_req, res, next) => {
      const retryAfterSeconds = Number(res.getHeader('Retry-After') ?? windowSeconds);
      next(
        new Problem('rate_limited', `Please wait ${retryAfterSeconds} s and try again.`, {
          retryAfterSeconds,
          internal: options.name,
        }),
      );
    },
  });
}

/**
 * Whom an address belongs to: IPv4 is its own, also when it is written as IPv6; of IPv6 one customer
 * owns a whole network, so that it is the network of so many bits.
 */
export function networkOf(address: string, ipv6Bits: number): string {
  return ipKeyGenerator(address, ipv6Bits);
}

/** Requests are counted by the network that a provider gives to a whole household or office. */
export function addressOf(req: Request): string {
  return networkOf(req.ip ?? 'unknown', 56);
}

function accountOf(req: Request): string {
  return req.currentUser?.id ?? addressOf(req);
}
