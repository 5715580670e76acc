import { systemClock } from '@marquee/common/clock';
import { type InboxStatus, readInboxStatus } from '@marquee/common/inbox/operator';
import { type OutboxStatus, readOutboxStatus } from '@marquee/common/outbox/operator';
import type { Report } from '../operator-command/report.js';
import { formatAge } from './format-age.js';
import { ownersAmong, type ServiceDatabases, type ServiceName } from './service-databases.js';

export async function showStatus(
  databases: ServiceDatabases,
  services: readonly ServiceName[],
): Promise<Report> {
  const entries = await Promise.all(
    services.map(async (name) => {
      const isOwner = ownersAmong([name]).length > 0;
      const outbox = isOwner ? await readOutboxStatus(databases[name], systemClock) : null;
      const inbox = await readInboxStatus(databases[name]);
      return [name, { outbox, inbox }] as const;
    }),
  );
  return {
    json: Object.fromEntries(entries),
    lines: entries.flatMap(([name, { outbox, inbox }]) => linesOf(name, outbox, inbox)),
    failure: null,
  };
}

function linesOf(name: ServiceName, outbox: OutboxStatus | null, inbox: InboxStatus): string[] {
  const { parked, waiting, deferred } = inbox;
  return [
    name,
    ...(outbox === null ? [] : [outboxLine(outbox)]),
    `  inbox     ${parked} parked; ${waiting} waiting for an earlier version, ${deferred} for something else`,
    ...(outbox === null ? [] : relayLines(outbox)),
  ];
}

function outboxLine({ pending, oldestAgeSeconds, parked }: OutboxStatus): string {
  const oldest = pending === 0 ? '' : `, the oldest ${formatAge(oldestAgeSeconds)} old`;
  return `  outbox    ${pending} pending${oldest}; ${parked} parked`;
}

function relayLines({ leases, replays }: OutboxStatus): string[] {
  return [
    ...(leases === null
      ? ['  relay     no leases: one process relays alone (in-process bus), or none ever did']
      : leaseLines(leases)),
    ...replays.map(({ runId, isMarked, rowsPending }) => {
      const state = isMarked ? '' : '; not all rows are marked: replay --run goes on with it';
      return `  replay    ${runId}: ${rowsPending} rows to be published${state}`;
    }),
  ];
}

function leaseLines(leases: NonNullable<OutboxStatus['leases']>): string[] {
  const { relays, partitionsWithoutOwner, brokerOrigins } = leases;
  const free = partitionsWithoutOwner.length;
  return [
    ...relays.map(({ owner, isAlive, heartbeatAgeSeconds, partitions }) => {
      const state = isAlive ? 'heartbeat' : 'DEAD, last heartbeat';
      const count = `${partitions.length} partitions`;
      return `  relay     ${owner}: ${count}, ${state} ${formatAge(heartbeatAgeSeconds)} ago`;
    }),
    ...(free === 0
      ? []
      : [
          `  NO OWNER  ${free} partitions, whose events nobody publishes: ${partitionsWithoutOwner.join(' ')}`,
        ]),
    ...brokerOrigins.map((origin) => `  broker    ${origin}`),
  ];
}
