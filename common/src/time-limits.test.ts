import { readFileSync } from 'node:fs';
import path from 'node:path';
import { layoutOf } from './bus/jetstream/layout.js';
import { defaults as jetStream } from './bus/jetstream/options.js';
import { defaults as natsStreaming } from './bus/nats-streaming/options.js';
import { notYetMsMaxDefault } from './inbox/create-consumer.js';
import { baseWaitMsDefault } from './inbox/create-transition-consumer.js';
import { pauseMsMax } from './inbox/deferrals.js';
import { retentionSeconds } from './inbox/rows.model.js';
import { silenceMsMax } from './mongo/connect.js';
import { awaitMsMax } from './outbox/change-hint.js';
import { leaseDefaults } from './outbox/leases/lease-times.js';
import { relayDefaults } from './outbox/relay-options.js';
import { retentionMs } from './outbox/row.model.js';

interface Limit {
  readonly name: string;
  readonly ms: number;
}

const { leaseMs, marginMs, heartbeatMs, statementMsMax } = leaseDefaults;
const streamMs = layoutOf({}).stream.max_age / 1e6;
const outbox = { name: 'published rows are kept', ms: retentionMs };
const stream = { name: 'the stream keeps', ms: streamMs };
const inbox = { name: 'the inbox remembers', ms: retentionSeconds * 1_000 };
const base = { name: 'an older aggregate may wait for its first version', ms: baseWaitMsDefault };
const believed = { name: 'a relay believes in its lease', ms: leaseMs - marginMs };

/** Each `longer` must be longer than its `shorter`, or as long where it says so. */
const rules: readonly { longer: Limit; shorter: Limit; mayEqual?: true }[] = [
  { longer: stream, shorter: outbox },
  { longer: inbox, shorter: outbox },
  { longer: inbox, shorter: stream, mayEqual: true },
  { longer: base, shorter: { name: "JetStream's ack wait", ms: jetStream.ackWaitMs } },
  { longer: base, shorter: { name: "NATS Streaming's ack wait", ms: natsStreaming.ackWaitMs } },
  { longer: believed, shorter: { name: 'two heartbeats', ms: 2 * heartbeatMs } },
  { longer: believed, shorter: { name: 'a statement about leases', ms: statementMsMax } },
  {
    longer: { name: 'a lease', ms: leaseMs },
    shorter: { name: 'the longest sleep of a relay', ms: 2 * relayDefaults.pollMsMax },
  },
  {
    longer: { name: 'an answer of MongoDB may take', ms: silenceMsMax },
    shorter: { name: 'a change stream without news is silent', ms: awaitMsMax },
  },
  {
    longer: { name: 'what came too early may wait', ms: notYetMsMaxDefault },
    shorter: { name: 'the longest pause between its tries', ms: pauseMsMax },
  },
];

const document = readFileSync(path.join(__dirname, '../../docs/failure-modes.md'), 'utf8');

test.each(rules)('$longer.name longer than $shorter.name', ({ longer, shorter, mayEqual }) => {
  if (mayEqual === true) expect(longer.ms).toBeGreaterThanOrEqual(shorter.ms);
  else expect(longer.ms).toBeGreaterThan(shorter.ms);
  // And whoever changes one finds the row that says why.
  expect(document).toContain(`| ${inWords(longer)} | ${inWords(shorter)} |`);
});

function inWords({ name, ms }: Limit): string {
  const seconds = ms / 1_000;
  if (seconds >= 86_400) return `${name}: ${seconds / 86_400} days`;
  return seconds >= 300 ? `${name}: ${seconds / 60} minutes` : `${name}: ${seconds} s`;
}
