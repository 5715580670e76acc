import { z } from 'zod';
import { exampleIds, instant, sessionId, userId } from '../fields.js';

/** A user as other services may know them: never a password hash. Private to the user. */
export const userState = z.strictObject({
  userId,
  email: z.email(),
  name: z.string(),
  /** Sessions that ended before their token did; listed until the token has expired. */
  revokedSessions: z.array(z.strictObject({ sessionId, tokenExpiresAt: instant })),
});
export type UserState = z.infer<typeof userState>;

export const userExample: UserState = {
  userId: exampleIds.user,
  email: 'ada@example.com',
  name: 'Ada',
  revokedSessions: [],
};
