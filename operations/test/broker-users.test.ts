import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Bus, createJetStreamBus, type Delivery, type Durable } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import {
  type AggregateType,
  aggregateTypes,
  type DomainEvent,
} from '@marquee/common/contracts/domain-event';
import { newId } from '@marquee/common/ids';
import { createMetrics } from '@marquee/common/metrics';
import { openTcpProxy, type TcpProxy } from '@marquee/common/testing/brokers/tcp-proxy';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { requiredDurables } from '../../local/src/required-durables.js';
import { run } from '../src/run.js';
import { type ClusterNats, passwords, startClusterNats } from './nats-of-the-cluster.js';

const ownTypes: Record<string, readonly AggregateType[]> = {
  auth: ['user'],
  tickets: ['event', 'ticket'],
  orders: ['inventory', 'order'],
  payments: ['payment'],
  notifications: [],
  realtime: [],
};
/** Revocations everybody; what browsers are told realtime. */
const followedTypes = (user: string): readonly AggregateType[] =>
  user === 'realtime' ? ['inventory', 'event', 'order', 'payment', 'user'] : ['user'];
const users = Object.keys(ownTypes);
const durablesOf = (user: string) =>
  requiredDurables.filter(({ name }) => name.startsWith(`${user}.`));

function anEvent(aggregateType: AggregateType): DomainEvent {
  return {
    ...{ id: newId(), type: 'Something', schemaVersion: 1, aggregateType },
    ...{ aggregateId: newId<string & { readonly __brand: never }>(), aggregateVersion: 1 },
    ...{ occurredAt: systemClock.now().toISOString(), correlationId: 'test', causationId: 'test' },
    data: {},
  };
}

/** Whoever may, can make a durable again that stands ahead of its stream; and lose its place, too. */
test.each(users)('%s may delete its own durables, and no others', async (user) => {
  const own = durablesOf(user).flatMap(({ name, aggregateTypes: types }) =>
    types.map((type) => `${name.replaceAll('.', '-')}-${type}`),
  );
  const file = path.resolve(__dirname, '../../infra/k8s/base/nats/users.conf');
  const [, rest = ''] = (await readFile(file, 'utf8')).split(`user: ${user}\n`);
  const [mine = ''] = rest.split('user: ');
  const deletable = [...mine.matchAll(/CONSUMER\.DELETE\.marquee\.([^"]*)"/g)];
  expect(deletable.map(([, consumer]) => consumer)).toEqual(own);
});

describe.each([
  ['nats-server', 'NATS_SERVER_BINARY'],
  ['nats-server 2.9', 'NATS_SERVER_29_BINARY'],
])('with the users of the cluster, %s', (_name, variable) => {
  let server: ClusterNats | undefined;
  let wire: TcpProxy | undefined;
  const buses = new Map<string, Bus>();
  const bus = (user: string): Bus => {
    const found = buses.get(user);
    if (found === undefined) throw new Error(`${user} has no bus`);
    return found;
  };

  beforeAll(async () => {
    server = await startClusterNats(process.env[variable] ?? '');
    const NATS_PASSWORD = passwords.SETUP_PASSWORD;
    const env = { NATS_USER: 'setup', NATS_INBOX_PREFIX: '_INBOX_setup', NATS_PASSWORD };
    const said: string[] = [];
    const terminal = { print: () => undefined, tell: (line: string) => said.push(line) };
    const code = await run({
      args: ['setup-streams'],
      env: { ...env, NATS_URL: server.url },
      terminal,
    });
    expect({ code, last: said.at(-1) }).toEqual({ code: 0, last: 'The stream is made' });
    wire = await openTcpProxy(server.url);
    for (const user of users) {
      const member = createJetStreamBus({
        ...{ servers: [wire.url], name: user, user, password: `p-${user}` },
        ...{ inboxPrefix: `_INBOX_${user}`, logger: aSilentLogger(), metrics: createMetrics() },
        answerTimeoutMs: 1_000,
      });
      buses.set(user, member);
    }
    await until(() => users.every((user) => bus(user).isReady()), { timeoutMs: 20_000 });
  });
  afterAll(async () => {
    await Promise.all([...buses.values()].map((one) => one.close()));
    buses.clear();
    await wire?.close();
    await server?.stop();
  });

  test('every durable brings its service what its owners publish, and followers what they need', async () => {
    const heard: string[] = [];
    const handler = (durable: Durable) => async (deliveries: readonly Delivery[]) => {
      for (const { event } of deliveries) heard.push(`${durable.name}:${event.aggregateType}`);
      return deliveries.map(() => ({ kind: 'ack' as const }));
    };
    for (const user of users) {
      for (const durable of durablesOf(user)) await bus(user).subscribe(durable, handler(durable));
      await bus(user).follow(followedTypes(user), systemClock.now(), ({ aggregateType }) =>
        heard.push(`${user} follows ${aggregateType}`),
      );
    }
    const publishAll = async () => {
      for (const [user, types] of Object.entries(ownTypes))
        for (const type of types) await bus(user).publish(anEvent(type));
    };
    await publishAll();
    const wanted = [
      ...requiredDurables.flatMap(({ name, aggregateTypes: types }) =>
        types.map((type) => `${name}:${type}`),
      ),
      ...users.flatMap((user) => followedTypes(user).map((type) => `${user} follows ${type}`)),
    ];
    const missing = () => wanted.filter((line) => !heard.includes(line));
    await until(() => missing().length === 0, { timeoutMs: 20_000 }).catch(() => undefined);
    expect(missing()).toEqual([]);

    // And so once more over another connection: who comes back asks more than who is new.
    wire?.cut();
    await until(() => users.every((user) => !bus(user).isReady()), { timeoutMs: 20_000 });
    heard.length = 0;
    wire?.heal();
    await until(() => users.every((user) => bus(user).isReady()), { timeoutMs: 20_000 });
    await publishAll();
    await until(() => missing().length === 0, { timeoutMs: 20_000 }).catch(() => undefined);
    expect(missing()).toEqual([]);
    expect(server?.log()).not.toMatch(/Violation/);
  }, 90_000);

  test.each(users)('%s cannot publish what belongs to another', async (user) => {
    const foreign = aggregateTypes.filter((type) => !ownTypes[user]?.includes(type));
    const outcomes = await Promise.allSettled(
      foreign.map((type) => bus(user).publish(anEvent(type))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(foreign.map(() => 'rejected'));
  });

  test.each(users)('%s cannot follow what is none of its business', async (user) => {
    const foreign = aggregateTypes.filter((type) => !followedTypes(user).includes(type));
    const heard: string[] = [];
    const following = foreign.map((type) =>
      bus(user).follow([type], new Date(0), () => heard.push(type)),
    );
    const isRefused = (type: AggregateType) => {
      const subject = `CONSUMER.CREATE.marquee.follow-${type}-`;
      const lines = (server?.log() ?? '').split('\n');
      return lines.some((line) => line.includes(subject) && line.includes(`${user}"`));
    };
    // They go on asking until the bus is closed.
    for (const one of following) one.catch(() => undefined);
    await until(() => foreign.every(isRefused), { timeoutMs: 20_000 });
    expect(heard).toEqual([]);
  });

  test('nobody can take a delivery from the durable of another', async () => {
    const durable = durablesOf('payments').find(({ name }) => name === 'payments.order');
    if (durable === undefined) throw new Error('payments hears no orders');
    const taken: Delivery[] = [];
    await bus('tickets').subscribe(durable, async (deliveries) => {
      taken.push(...deliveries);
      return deliveries.map(() => ({ kind: 'ack' as const }));
    });
    await bus('orders').publish(anEvent('order'));
    const refused = /(?=.*Violation)(?=.*tickets).*payments-order-order/;
    await until(() => refused.test(server?.log() ?? ''), { timeoutMs: 10_000 });
    expect(taken).toEqual([]);
  });

  test('realtime alone has signals, and hears its own', async () => {
    const heard: unknown[] = [];
    bus('realtime').signals.listen('live.viewers', (message) => heard.push(message));
    await until(() => {
      bus('auth').signals.send('live.viewers', 'from auth');
      bus('realtime').signals.send('live.viewers', 'from realtime');
      return heard.length > 0;
    });
    expect(new Set(heard)).toEqual(new Set(['from realtime']));
  });
});
