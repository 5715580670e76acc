/** What was typed cannot be done; the message says why, for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
