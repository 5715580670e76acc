import { randomBytes } from 'node:crypto';

/** The services with a database of their own. */
export const owners = ['auth', 'tickets', 'orders', 'payments', 'notifications'];
/** The users of the broker. */
export const brokerUsers = ['setup', ...owners, 'realtime'];

/** Letters first: the broker's file would read digits as a number. */
const password = () => `p${randomBytes(24).toString('hex')}`;
export const newSessionKey = () => randomBytes(32).toString('hex');

/** Every password there is, each made once. */
const makers = {
  SESSION_KEYS: newSessionKey,
  STRIPE_SANDBOX_SECRET_KEY: () => `sk_test_${randomBytes(16).toString('hex')}`,
  STRIPE_SANDBOX_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString('hex')}`,
  ...Object.fromEntries(owners.map((name) => [`${name}_mongo_password`.toUpperCase(), password])),
  ...Object.fromEntries(
    owners.map((name) => [`${name}_keyfile`.toUpperCase(), () => randomBytes(48).toString('hex')]),
  ),
  ...Object.fromEntries(
    brokerUsers.map((name) => [`${name}_nats_password`.toUpperCase(), password]),
  ),
};

/**
 * What is known, with new ones for what is missing: delete a line to have another made.
 * @param {string} text lines of `NAME=value`
 * @returns {Record<string, string>}
 */
export function completePasswords(text) {
  const lines = text.split('\n').filter((line) => line.includes('='));
  const known = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const made = Object.entries(makers).map(([name, make]) => [name, known[name] || make()]);
  return Object.fromEntries(made);
}
