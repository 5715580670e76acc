/**
 * @typedef {{ name: string, aggregateTypes: readonly string[] }} Durable
 * @typedef {{ name: string, publishes: string[], follows: string[], hasSignals: boolean }} User
 */

const head = `\
# Written by \`npm run k8s:users\` from the durables that services declare; do not edit.
# One account, so that all see one stream; a user for each service, so that none can do what is
# another's. NATS has no wildcard inside a name: each durable stands here. A follower's consumer has a
# name by chance, so the name is open, and what it may follow is not; the durables of others are taken
# out again. Whoever publishes or has a durable may read the stream's messages one by one
# (STREAM.MSG.GET), to see whether what was acknowledged is still there: NATS cannot narrow that to
# subjects. A service may delete its own durables, to make one again that stands ahead of its stream.
# The passwords are in the environment, from the Secret nats-secrets.

authorization {
  users: [
    {
      user: setup
      password: $SETUP_PASSWORD
      permissions: {
        publish: { allow: [
          "$JS.API.INFO", "$JS.API.STREAM.INFO.marquee",
          "$JS.API.STREAM.CREATE.marquee", "$JS.API.STREAM.UPDATE.marquee"
        ] }
        subscribe: { allow: ["_INBOX_setup.>"] }
      }
    }
`;

/**
 * The broker's users as nats-server reads them.
 *
 * @param {User[]} users
 * @param {readonly Durable[]} durables
 */
export function usersConf(users, durables) {
  return `${head}${users.map((user) => block(user, durables)).join('')}  ]\n}\n`;
}

/** @param {User} user @param {readonly Durable[]} durables */
function block({ name, publishes, follows, hasSignals }, durables) {
  const isOwn = (/** @type {Durable} */ durable) => durable.name.startsWith(`${name}.`);
  const mayHaveLost = publishes.length > 0 || durables.some(isOwn);
  const signals = hasSignals ? ['sig.marquee.>'] : [];
  const allowed = [
    [...publishes.map((type) => `evt.${type}.>`), ...signals],
    ['$JS.API.STREAM.INFO.marquee', ...(mayHaveLost ? ['$JS.API.STREAM.MSG.GET.marquee'] : [])],
    follows.map((type) => `$JS.API.CONSUMER.CREATE.marquee.*.evt.${type}.>`),
    ['$JS.API.CONSUMER.MSG.NEXT.marquee.*'],
    ...durables
      .filter(isOwn)
      .flatMap(consumersOf)
      .flatMap(({ consumer, type }) => [
        [
          `$JS.API.CONSUMER.INFO.marquee.${consumer}`,
          `$JS.API.CONSUMER.DELETE.marquee.${consumer}`,
          `$JS.API.CONSUMER.CREATE.marquee.${consumer}.evt.${type}.>`,
        ],
        [`$JS.ACK.marquee.${consumer}.>`],
      ]),
  ];
  const denied = durables
    .filter((durable) => !isOwn(durable))
    .flatMap(consumersOf)
    .map(({ consumer }) => [
      `$JS.API.CONSUMER.MSG.NEXT.marquee.${consumer}`,
      `$JS.API.CONSUMER.CREATE.marquee.${consumer}.>`,
    ]);
  return `\
    {
      user: ${name}
      password: $${name.toUpperCase()}_PASSWORD
      permissions: {
        publish: {
          allow: [
${linesOf(allowed)}
          ]
          deny: [
${linesOf(denied)}
          ]
        }
        subscribe: { allow: [${quoted([`_INBOX_${name}.>`, ...signals])}] }
      }
    }
`;
}

/** A durable of several aggregates has a consumer for each. @param {Durable} durable */
function consumersOf({ name, aggregateTypes }) {
  return aggregateTypes.map((type) => ({ consumer: `${name.replaceAll('.', '-')}-${type}`, type }));
}

const quoted = (/** @type {string[]} */ subjects) =>
  subjects.map((subject) => `"${subject}"`).join(', ');

const linesOf = (/** @type {string[][]} */ lines) =>
  lines
    .filter((line) => line.length > 0)
    .map((line) => `            ${quoted(line)}`)
    .join(',\n');
