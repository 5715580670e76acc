import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { tryAgain } from '@marquee/common/errors';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/** argon2id's costs; raising one re-hashes each password at its next sign-in. */
export interface PasswordCosts {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

export const passwordCosts: PasswordCosts = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };

export interface Passwords {
  hash(password: string): Promise<string>;
  matches(password: string, passwordHash: string): Promise<boolean>;
  /** Costs what `matches` costs, and is always false: for addresses without an account. */
  matchesNobody(password: string): Promise<false>;
  isOutdated(passwordHash: string): boolean;
}

/** Beyond this many waiting, the last would wait for seconds: better to say so at once. */
const waitingMax = 200;

/**
 * Hashes as many passwords at once as there are cores, each with 19 MiB, and queues the rest, so
 * that a burst of sign-ins takes neither all memory nor the thread pool. Throws try_again.
 */
export function createPasswords(costs: PasswordCosts = passwordCosts): Passwords {
  const limited = createLimit(availableParallelism());
  const options = {
    memoryCost: costs.memoryKib,
    timeCost: costs.passes,
    parallelism: costs.lanes,
  };
  let nobodysHash: Promise<string> | undefined;
  /** Made once. A failure is not remembered: the next one makes it. */
  const getNobodysHash = () => {
    nobodysHash ??= hash(randomBytes(32), options).catch((error: unknown) => {
      nobodysHash = undefined;
      throw error;
    });
    return nobodysHash;
  };
  const matches = (password: string, passwordHash: string) =>
    limited(() => verify(passwordHash, normal(password)));
  return {
    hash: (password) => limited(() => hash(normal(password), options)),
    matches,
    async matchesNobody(password) {
      await matches(password, await getNobodysHash());
      return false;
    },
    isOutdated(passwordHash) {
      const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash);
      return memoryCost < costs.memoryKib || timeCost < costs.passes || parallelism < costs.lanes;
    },
  };
}

/** The same password typed on two systems may arrive composed differently. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function createLimit(atOnceMax: number) {
  let underWay = 0;
  const waiting: Array<() => void> = [];
  return async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (waiting.length >= waitingMax) {
      throw tryAgain('Many people are signing in just now. Please try again.', {
        retryAfterSeconds: 2,
      });
    }
    if (underWay >= atOnceMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over this place; nobody can slip in between.
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}
