/**
 * The form under which an address is unique: `Ada@Example.com ` and `ada@example.com` are one
 * account.
 */
export function foldEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/** What to call somebody who gave no name: what stands before the @. */
export function nameFromEmail(email: string): string {
  const [localPart = email] = email.split('@');
  return localPart;
}
