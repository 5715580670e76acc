import { moneySchema } from '@marquee/common/money';
import { z } from 'zod';

const version = z.number().int();

const seat = z.strictObject({
  ticketId: z.string(),
  status: z.enum(['available', 'held', 'sold', 'withdrawn']),
  price: moneySchema,
  version,
});
export type Seat = z.infer<typeof seat>;

const changed = z.strictObject({
  object: z.enum(['order', 'payment', 'event']),
  id: z.string(),
  version,
});
export type Changed = z.infer<typeof changed>;

/** All that docs/live.md allows, field by field: whatever else is said was nobody's to hear. */
export const marketMessages = {
  tickets: z.strictObject({ eventId: z.string(), items: z.array(seat) }),
  viewers: z.strictObject({ eventId: z.string(), count: z.number().int() }),
  resync: z.strictObject({ eventId: z.string() }),
} as const;

export const accountMessages = { changed, resync: z.strictObject({}) } as const;

export const watchAnswer = z.strictObject({ changed: z.array(seat) });

/** Why this may not have been said, or null. */
export function faultIn(
  allowed: Readonly<Record<string, z.ZodType>>,
  name: string,
  words: readonly unknown[],
): string | null {
  const schema = allowed[name];
  if (schema === undefined) return `“${name}” is no message of docs/live.md`;
  if (words.length !== 1) return `“${name}” came with ${words.length} arguments`;
  const { success, error } = schema.safeParse(words[0]);
  return success ? null : `“${name}” is not as in docs/live.md: ${z.prettifyError(error)}`;
}
