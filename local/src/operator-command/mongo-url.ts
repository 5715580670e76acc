import { UsageError } from './usage-error.js';

/** `--mongo`, or null where it is not given. Throws UsageError. */
export function mongoUrlOf(mongo: string | undefined): string | null {
  if (mongo !== undefined && !/^mongodb(\+srv)?:\/\//.test(mongo))
    throw new UsageError('--mongo must be a mongodb:// address');
  return mongo ?? null;
}
