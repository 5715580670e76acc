import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, systemClock } from '@marquee/common/clock';
import { createLogger, type Logger } from '@marquee/common/logging';
import type { ClockSkew } from '../../ledger/clock-skew.js';
import type { Outage } from '../../ledger/late-money.js';
import type { Parking } from '../../ledger/parking-checks.js';
import { choosePort } from '../../port.js';
import { createTeardown, type Teardown } from '../../teardown.js';
import { type Door, openDoor } from '../door/open-door.js';
import { watchReplicas } from '../door/replicas.js';
import type { Journal } from '../journal.js';
import { type BrokerKind, type BrokerServer, startBrokerServer } from './broker-server.js';
import { type DatabaseServer, startDatabaseServer } from './database-server.js';
import { brokerUsers, type MemberName, specsOf } from './specs.js';
import { openStripeControl, type StripeControl } from './stripe-control.js';
import { type Supervised, supervise } from './supervised.js';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** Everything that runs, and what can be done to it. */
export interface World {
  readonly bus: BrokerKind;
  readonly journal: Journal;
  readonly logger: Logger;
  readonly clock: Clock;
  /** When which wrong clocks were in use. */
  readonly skews: ClockSkew[];
  /** What was parked on purpose, and what became of it. */
  readonly parkings: Parking[];
  /** When nobody could reach Stripe. */
  readonly outages: Outage[];
  readonly stripe: StripeControl;
  readonly database: DatabaseServer;
  readonly broker: BrokerServer;
  readonly processes: ReadonlyMap<MemberName, Supervised>;
  /** Each process has a wire of its own to the broker. */
  readonly wires: ReadonlyMap<MemberName, TcpProxy>;
  readonly door: Door;
  readonly sessionKey: string;
  readonly logFolder: string;
  /** Ends everything that was started; `keepsLogs` leaves the folder with the logs. */
  stop(options: { readonly keepsLogs: boolean }): Promise<void>;
}

/** Starts every server and every process; what was started is stopped again on a failure. */
export async function startWorld(bus: BrokerKind, journal: Journal): Promise<World> {
  const teardown = createTeardown();
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-prove-'));
  try {
    return await startInOrder(bus, folder, journal, teardown);
  } catch (error) {
    await teardown.run();
    journal.tell(`It did not start; all logs are in ${folder}`);
    throw error;
  }
}

async function startInOrder(
  bus: BrokerKind,
  folder: string,
  journal: Journal,
  teardown: Teardown,
): Promise<World> {
  const logFolder = path.join(folder, 'logs');
  await mkdir(logFolder);
  const logger = createLogger({ name: 'prove', level: 'silent' });
  const database = await startDatabaseServer(folder, logger, journal.tell);
  teardown.add('MongoDB', database.stop);
  const broker = await startBrokerServer(bus, folder, journal.tell);
  teardown.add('broker', broker.stop);
  const wires = await openWires(broker.port);
  teardown.add('wires', async () => {
    await Promise.all([...wires.values()].map((wire) => wire.close()));
  });

  const processes = new Map<MemberName, Supervised>();
  const replicas = watchReplicas(processes);
  teardown.add('probes', replicas.stop);
  const door = await openDoor(replicas.portsOf);
  teardown.add('front door', door.close);
  const sessionKey = randomBytes(32).toString('base64url');
  const sandboxPort = await choosePort(0);
  const secretKey = `sk_test_${randomBytes(24).toString('hex')}`;
  const mongoUrl = database.url;
  const stripe = await openStripeControl({ port: sandboxPort, secretKey, mongoUrl, logger });
  teardown.add('switches of Stripe', stripe.close);
  const specs = specsOf({
    ...{ bus, sessionKey, logFolder, mongoUrl, publicUrl: door.url, sandboxPort },
    stripeSecretKey: secretKey,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    natsUrlOf: (name) => `nats://127.0.0.1:${wires.get(name)?.port ?? broker.port}`,
  });
  for (const [name, spec] of specs) processes.set(name, supervise(spec, journal, systemClock));
  // When we end in a way that leaves no time for order.
  const killAtExit = () => {
    for (const one of processes.values()) one.life()?.send('SIGKILL');
  };
  process.once('exit', killAtExit);
  teardown.add('processes', () => endAll(processes));
  // The auditor listens before anything is said, so that the first version it hears is 1.
  const auditors = [...processes.values()].filter(({ service }) => service === 'auditor');
  await Promise.all(auditors.map((one) => one.start()));
  const others = [...processes.values()].filter(({ service }) => service !== 'auditor');
  await Promise.all(others.map((one) => one.start()));
  return {
    ...{ clock: systemClock, skews: [], outages: [], parkings: [], stripe },
    ...{ bus, journal, logger, database, broker, processes, wires, door, sessionKey, logFolder },
    async stop({ keepsLogs }) {
      await teardown.run();
      if (!keepsLogs) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openWires(brokerPort: number): Promise<ReadonlyMap<MemberName, TcpProxy>> {
  const wires = new Map<MemberName, TcpProxy>();
  for (const name of brokerUsers) wires.set(name, await openTcpProxy(brokerPort));
  return wires;
}

/** In order when they can be asked; by force when they do not answer. */
async function endAll(processes: ReadonlyMap<MemberName, Supervised>): Promise<void> {
  await Promise.all(
    [...processes.values()].map(async (one) => {
      if (one.life() === null) return;
      // One that is stopped (SIGSTOP) hears nothing else.
      one.life()?.send('SIGCONT');
      await one.end('SIGTERM').catch(() => one.end('SIGKILL'));
    }),
  );
}
