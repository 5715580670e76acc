import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@marquee/common/clock';
import { createSessions } from '@marquee/common/session';
import { startNatsServer, type TestBroker } from '@marquee/common/testing/brokers/index';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { machineEnvironment } from '../../src/config.js';
import { openDoor } from '../../src/prove/door/open-door.js';
import { watchReplicas } from '../../src/prove/door/replicas.js';
import { createJournal } from '../../src/prove/journal.js';
import type { Person } from '../../src/prove/load/market.js';
import { type Supervised, supervise } from '../../src/prove/topology/supervised.js';
import { openTcpProxy, type TcpProxy } from '../../src/prove/topology/tcp-proxy.js';
import { repositoryRoot } from '../../src/repository.js';
import { createTeardown } from '../../src/teardown.js';
import { type Books, openBooks } from './books.js';
import { type Machine, openMachine } from './machine.js';

const entry = path.join(repositoryRoot, 'realtime/dist/src/index.js');
const sessionKey = 'a-key-for-tests-that-is-long-enough-to-be-taken';

/** One process of the gateway, and its wire to the broker. */
export interface Replica extends Supervised {
  readonly wire: TcpProxy;
  /** The sockets it has now; 0 when it does not answer. */
  socketCount(): Promise<number>;
}

/** A broker, two replicas of the gateway behind a front door, and the books of what is so. */
export interface Stage {
  readonly broker: TestBroker;
  readonly books: Books;
  readonly replicas: readonly [Replica, Replica];
  people(count: number): readonly Person[];
  /** Four pages of an Event and a list of orders for each of these people. */
  openMachine(eventId: string, people: readonly Person[]): Promise<Machine>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const teardown = createTeardown();
  const logFolder = await mkdtemp(path.join(tmpdir(), 'marquee-convergence-'));
  teardown.add('logs', () => rm(logFolder, { recursive: true, force: true }));
  const broker = await startNatsServer();
  teardown.add('broker', broker.stop);
  const books = await openBooks(broker.url);
  teardown.add('books', books.close);

  const processes = new Map<string, Supervised>();
  const probes = watchReplicas(processes);
  teardown.add('probes', probes.stop);
  const door = await openDoor((service) =>
    service === 'realtime' ? probes.portsOf(service) : [books.port],
  );
  teardown.add('door', door.close);

  async function openReplica(name: string): Promise<Replica> {
    const wire = await openTcpProxy(Number(new URL(broker.url).port));
    teardown.add(`wire of ${name}`, wire.close);
    const env = {
      ...machineEnvironment(),
      ...{ ROLE: 'all', PORT: '0', INTERNAL_PORT: '0', MARQUEE_MODE: 'ci', RATE_LIMIT: 'off' },
      ...{ BUS: 'jetstream', NATS_URL: `nats://127.0.0.1:${wire.port}`, LOG_LEVEL: 'info' },
      ...{ PUBLIC_URL: door.url, SESSION_KEYS: sessionKey },
    };
    const logFile = path.join(logFolder, `${name}.log`);
    const spec = { name, service: 'realtime', entry, args: [], env, logFile };
    const replica = supervise(
      spec,
      createJournal(() => undefined),
      systemClock,
    );
    processes.set(name, replica);
    teardown.add(name, async () => {
      replica.life()?.send('SIGCONT');
      if (replica.life() !== null) await replica.end('SIGKILL');
    });
    await replica.start();
    return { ...replica, wire, socketCount: () => countSockets(replica) };
  }
  const replicas = [await openReplica('realtime-1'), await openReplica('realtime-2')] as const;

  const sessions = createSessions({
    ...{ keys: [sessionKey], clock: systemClock, logger: aSilentLogger() },
  });
  return {
    ...{ broker, books, replicas },
    people: (count) =>
      Array.from({ length: count }, () => {
        const user = aUser();
        return { id: user.id, cookie: sessions.cookieFor(user) };
      }),
    openMachine: (eventId, people) =>
      openMachine(door.url, { eventId, people, pageCount: pagesOfMachine }),
    close: () => teardown.run(),
  };
}

const pagesOfMachine = 4;

async function countSockets(replica: Supervised): Promise<number> {
  const port = replica.life()?.facts()?.internalPort;
  if (port === undefined) return 0;
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const lines = (await answer.text()).split('\n');
  const counts = lines.filter((line) => line.startsWith('live_sockets{'));
  return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
