import { fieldsOf } from './schema-fields.mjs';

/**
 * Who emits and who listens; the one thing about domain events that no schema says.
 *
 * @type {Record<string, { emitter: string, listeners: string[], note: string }>}
 */
export const owners = {
  user: {
    emitter: 'auth',
    listeners: ['tickets', 'orders', 'payments', 'notifications', 'realtime'],
    note: 'Users and their sessions.',
  },
  event: {
    emitter: 'tickets',
    listeners: ['orders', 'payments', 'notifications', 'realtime'],
    note: 'Events as their organiser describes them.',
  },
  ticket: {
    emitter: 'tickets',
    listeners: ['orders'],
    note: 'Tickets as their seller describes them and asks for them.',
  },
  inventory: {
    emitter: 'orders',
    listeners: ['tickets', 'realtime'],
    note: 'Who may have a ticket, at what price, now: public facts only.',
  },
  order: {
    emitter: 'orders',
    listeners: ['payments', 'notifications', 'realtime'],
    note: "One buyer's purchase.",
  },
  payment: {
    emitter: 'payments',
    listeners: ['orders', 'notifications', 'realtime'],
    note: 'The payment of an order.',
  },
};

/**
 * @typedef {{ type: string, aggregateType: string, schemaVersion: number, summary: string,
 *   example: unknown, schema: { toJSONSchema(options: object): object } }} Contract
 */

/**
 * The whole of `docs/events.md`, from the contracts.
 *
 * @param {readonly Contract[]} contracts
 * @param {readonly string[]} services those that exist; no other is named as a listener
 * @returns {string}
 */
export function eventsDocument(contracts, services) {
  const aggregates = [...new Set(contracts.map(({ aggregateType }) => aggregateType))];
  const of = (/** @type {string} */ aggregate) =>
    contracts.filter(({ aggregateType }) => aggregateType === aggregate);
  return `${[
    '# Domain events',
    '<!-- Generated from common/src/contracts by `npm run docs:events`; `npm run check` compares. -->',
    preface,
    ['| aggregate | emitted by | heard by | domain events |', '|---|---|---|---|']
      .concat(aggregates.map((aggregate) => overviewRow(aggregate, of(aggregate), services)))
      .join('\n'),
    ...aggregates.flatMap((aggregate) => section(aggregate, of(aggregate))),
  ].join('\n\n')}\n`;
}

const preface = [
  'What the services tell each other. Every domain event carries `id` (UUIDv7), `type`,',
  '`schemaVersion`, `aggregateType`, `aggregateId`, `aggregateVersion` (1, 2, 3 … per aggregate,',
  'without gaps), `occurredAt`, `correlationId`, `causationId` and maybe `traceparent`; its `data`',
  'is the full state of the aggregate after the change, as described below.',
].join('\n');

/**
 * @param {string} aggregate
 * @param {Contract[]} contracts
 * @param {readonly string[]} services
 */
function overviewRow(aggregate, contracts, services) {
  const { emitter, listeners: all } = ownerOf(aggregate);
  const listeners = all.filter((name) => services.includes(name));
  const types = contracts.map(({ type }) => `[${type}](#${type.toLowerCase()})`).join(', ');
  return `| \`${aggregate}\` | ${emitter} | ${listeners.join(', ') || '–'} | ${types} |`;
}

/**
 * @param {string} aggregate
 * @param {Contract[]} contracts
 */
function section(aggregate, contracts) {
  return [`## ${aggregate}`, ownerOf(aggregate).note, ...contracts.flatMap(describe)];
}

/** @param {Contract} contract */
function describe({ type, schemaVersion, summary, schema, example }) {
  const fields = fieldsOf(schema.toJSONSchema({ unrepresentable: 'any' }));
  const rows = fields.map(
    ({ name, kind, isRequired }) =>
      `| \`${name}\` | ${kind} | ${isRequired ? 'always' : 'maybe'} |`,
  );
  return [
    `### ${type}`,
    `${summary} Schema version ${schemaVersion}.`,
    ['| field | type | present |', '|---|---|---|', ...rows].join('\n'),
    ['```json', JSON.stringify(example, null, 2), '```'].join('\n'),
  ];
}

/** @param {string} aggregate */
function ownerOf(aggregate) {
  const owner = owners[aggregate];
  if (owner === undefined)
    throw new Error(`scripts/docs/events-document.mjs: who emits ${aggregate}?`);
  return owner;
}
