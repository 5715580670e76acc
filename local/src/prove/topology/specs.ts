import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineEnvironment } from '../../config.js';
import { repositoryRoot } from '../../repository.js';
import type { BrokerKind } from './broker-server.js';
import type { ProcessSpec } from './service-process.js';

/** Long enough to pay while something is broken, short enough to run out within a run. */
export const holdSeconds = 30;

const proveFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const proveEntry = (name: string) => path.join(proveFolder, `${name}.entry.js`);
const serviceEntry = (name: string) => path.join(repositoryRoot, name, 'dist/src/index.js');

export const skewedServiceEntry = proveEntry('skewed-service');

const notifications = serviceEntry('notifications');

/** Each service apart: two replicas of orders and realtime, an API of tickets and two workers. */
const members = [
  { name: 'sandbox', service: 'sandbox', role: 'all', entry: proveEntry('sandbox') },
  { name: 'auth-1', service: 'auth', role: 'all', entry: serviceEntry('auth') },
  { name: 'tickets-api-1', service: 'tickets', role: 'api', entry: serviceEntry('tickets') },
  { name: 'tickets-worker-1', service: 'tickets', role: 'worker', entry: serviceEntry('tickets') },
  { name: 'tickets-worker-2', service: 'tickets', role: 'worker', entry: serviceEntry('tickets') },
  { name: 'orders-1', service: 'orders', role: 'all', entry: serviceEntry('orders') },
  { name: 'orders-2', service: 'orders', role: 'all', entry: serviceEntry('orders') },
  { name: 'payments-1', service: 'payments', role: 'all', entry: serviceEntry('payments') },
  { name: 'notifications-1', service: 'notifications', role: 'all', entry: notifications },
  { name: 'realtime-1', service: 'realtime', role: 'all', entry: serviceEntry('realtime') },
  { name: 'realtime-2', service: 'realtime', role: 'all', entry: serviceEntry('realtime') },
  { name: 'auditor-1', service: 'auditor', role: 'worker', entry: proveEntry('auditor') },
  { name: 'auditor-2', service: 'auditor', role: 'worker', entry: proveEntry('auditor') },
] as const;

export type MemberName = (typeof members)[number]['name'];
export const memberNames: readonly MemberName[] = members.map(({ name }) => name);

/** The services of which something runs. */
export const memberServices: readonly string[] = members.map(({ service }) => service);

/** Of these services more than one process relays: when one dies, another takes over. */
const sharingServices: readonly string[] = ['tickets', 'orders'];
export const sharedRelays: readonly string[] = members
  .filter(({ service, role }) => role !== 'api' && sharingServices.includes(service))
  .map(({ name }) => name);

/** Those with consumers or a relay, and so with a wire to the broker. */
export const brokerUsers = memberNames.filter((name) => name !== 'sandbox');

export interface Surroundings {
  readonly bus: BrokerKind;
  readonly mongoUrl: string;
  readonly publicUrl: string;
  readonly sessionKey: string;
  readonly stripeSecretKey: string;
  /** Signs webhooks. */
  readonly stripeWebhookSecret: string;
  readonly sandboxPort: number;
  readonly logFolder: string;
  /** The member's own wire to the broker. */
  natsUrlOf(name: MemberName): string;
}

export function specsOf(around: Surroundings): ReadonlyMap<MemberName, ProcessSpec> {
  return new Map(
    members.map(({ name, service, role, entry }) => [
      name,
      {
        ...{ name, service, entry, args: [] },
        logFile: path.join(around.logFolder, `${name}.log`),
        env: { ...environmentOf(around), ROLE: role, NATS_URL: around.natsUrlOf(name) },
      },
    ]),
  );
}

function environmentOf(around: Surroundings): Record<string, string> {
  return {
    ...machineEnvironment(),
    ...{ MARQUEE_MODE: 'ci', RATE_LIMIT: 'off', LOG_LEVEL: 'info', PORT: '0', INTERNAL_PORT: '0' },
    ...{ BUS: around.bus, MONGO_URL: around.mongoUrl, PUBLIC_URL: around.publicUrl },
    SESSION_KEYS: around.sessionKey,
    HOLD_SECONDS: String(holdSeconds),
    STRIPE_SANDBOX_URL: `http://127.0.0.1:${around.sandboxPort}`,
    STRIPE_SANDBOX_SECRET_KEY: around.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: around.stripeWebhookSecret,
    STRIPE_WEBHOOK_SECRETS: around.stripeWebhookSecret,
    SANDBOX_PORT: String(around.sandboxPort),
  };
}
