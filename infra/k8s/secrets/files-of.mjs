import { brokerUsers, owners } from './passwords.mjs';

/**
 * What each Secret holds, by the file the component reads it from.
 * @param {Record<string, string>} passwords
 * @returns {Record<string, Record<string, string>>}
 */
export function filesOf(passwords) {
  const of = (/** @type {string} */ name) => passwords[name.toUpperCase()] ?? '';
  /** @type {Record<string, Record<string, string>>} */
  const files = {
    'session-keys': { SESSION_KEYS: of('session_keys') },
    'setup-streams': { NATS_PASSWORD: of('setup_nats_password') },
    'realtime-secrets': { NATS_PASSWORD: of('realtime_nats_password') },
    'nats-secrets': Object.fromEntries(
      brokerUsers.map((user) => [`${user.toUpperCase()}_PASSWORD`, of(`${user}_nats_password`)]),
    ),
  };
  for (const owner of owners) {
    const mongoPassword = of(`${owner}_mongo_password`);
    const url = `mongodb://${owner}:${mongoPassword}@${owner}-mongodb:27017`;
    files[`${owner}-secrets`] = {
      MONGO_URL: `${url}/?replicaSet=rs0&authSource=admin`,
      NATS_PASSWORD: of(`${owner}_nats_password`),
    };
    files[`${owner}-mongodb-keyfile`] = { KEYFILE: of(`${owner}_keyfile`) };
    files[`${owner}-mongodb-secrets`] = {
      MONGO_USER: owner,
      MONGO_PASSWORD: mongoPassword,
    };
  }
  const inComponent = Object.entries(files).map(([name, content]) => [
    `secrets/values/${name}.env`,
    content,
  ]);
  return {
    ...Object.fromEntries(inComponent),
    'stripe-sandbox/values/stripe-sandbox.env': {
      STRIPE_SANDBOX_SECRET_KEY: of('stripe_sandbox_secret_key'),
      STRIPE_WEBHOOK_SECRET: of('stripe_sandbox_webhook_secret'),
    },
  };
}
