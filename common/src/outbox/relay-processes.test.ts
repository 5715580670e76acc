import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { DomainEvent } from '../contracts/domain-event.js';
import { type Backbone, openBackbone } from '../testing/backbone.js';
import { startNatsServer, type TestBroker } from '../testing/brokers/index.js';
import { startTraffic } from '../testing/bus-contract/traffic.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { readLeaseTable } from './leases/lease-table.js';
import { type RelayProcess, startRelayProcess } from './testing/start-relay-process.js';

const patience = { timeoutMs: 15_000 };
const testMsMax = 60_000;

let broker: TestBroker;
let backbone: Backbone;
const processes: RelayProcess[] = [];
beforeEach(async () => {
  broker = await startNatsServer();
  backbone = await openBackbone('processes');
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((child) => child.kill()));
  await broker.stop();
  await dropTestDatabase(backbone.database);
});

function startRelay(): RelayProcess {
  const { database } = backbone;
  const relay = startRelayProcess({ databaseName: database.name, url: broker.url });
  processes.push(relay);
  return relay;
}

/** Whether the database says that these processes own all partitions, each a fair share. */
async function areOwners(...relays: readonly RelayProcess[]): Promise<boolean> {
  const { leases } = await readLeaseTable(backbone.database);
  const shares = relays.map(
    ({ pid }) => leases.filter(({ owner }) => owner?.includes(`:${pid}/`)).length,
  );
  return shares.every((share) => share === 64 / relays.length);
}

interface StoredMessage {
  readonly event: DomainEvent;
  /** Whether the server was to check what is before it. */
  readonly isFenced: boolean;
}

async function readStream(): Promise<StoredMessage[]> {
  const nats = await connect({ servers: broker.url });
  const { streams } = await jetstreamManager(nats);
  const { name } = backbone.database;
  const { state } = await streams.info(name);
  const messages: StoredMessage[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const stored = await streams.getMessage(name, { seq });
    if (stored === null) throw new Error(`The stream has a hole at ${seq}`);
    const isFenced = stored.header.has('Nats-Expected-Last-Subject-Sequence');
    messages.push({ event: stored.json<DomainEvent>(), isFenced });
  }
  await nats.close();
  return messages;
}

/** The fenced messages behind a later version of their aggregate: there must be none. */
function goingBack(messages: readonly StoredMessage[]): DomainEvent[] {
  const highest = new Map<string, number>();
  return messages.flatMap(({ event, isFenced }) => {
    const { aggregateId, aggregateVersion } = event;
    const before = highest.get(aggregateId) ?? 0;
    highest.set(aggregateId, Math.max(before, aggregateVersion));
    return isFenced && aggregateVersion <= before ? [event] : [];
  });
}

test(
  'relay processes killed, frozen for longer than their leases and started anew lose nothing and keep the order',
  async () => {
    const traffic = startTraffic(backbone, 20);
    const [killed, sleeper] = [startRelay(), startRelay()];
    await until(() => areOwners(killed, sleeper), patience);
    const before = traffic.version();
    await until(() => traffic.version() > before + 1, patience);
    await killed.kill();
    await until(() => areOwners(sleeper), patience);
    sleeper.freeze();
    const heir = startRelay();
    await until(() => areOwners(heir), patience);
    sleeper.wakeUp();
    await until(() => areOwners(heir, sleeper), patience);
    await heir.kill();
    const restarted = startRelay();
    await until(() => areOwners(sleeper, restarted), patience);
    await traffic.stop();
    await until(() => backbone.isAllPublished(), patience);

    const rows = await backbone.rows();
    expect(rows.filter((row) => row.parkedAt !== undefined)).toEqual([]);
    const messages = await readStream();
    const held = new Set(messages.map(({ event }) => event.id));
    expect(rows.map(({ _id }) => _id).filter((id) => !held.has(id))).toEqual([]);
    expect(messages.some(({ isFenced }) => isFenced)).toBe(true);
    expect(goingBack(messages)).toEqual([]);
  },
  testMsMax,
);
