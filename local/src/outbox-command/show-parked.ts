import {
  listParkedDeliveries,
  listUnreadable,
  type ParkedDeliveryStatus,
  type UnreadableStatus,
} from '@marquee/common/inbox/operator';
import { listParkedRows, type ParkedRow } from '@marquee/common/outbox/operator';
import type { Report } from '../operator-command/report.js';
import { formatAge } from './format-age.js';
import { ownersAmong, type ServiceDatabases, type ServiceName } from './service-databases.js';

export async function showParked(
  databases: ServiceDatabases,
  services: readonly ServiceName[],
): Promise<Report> {
  const entries = await Promise.all(
    services.map(async (name) => {
      const outbox = ownersAmong([name]).length === 0 ? [] : await listParkedRows(databases[name]);
      const inbox = await listParkedDeliveries(databases[name]);
      const unreadable = await listUnreadable(databases[name]);
      return [name, { outbox, inbox, unreadable }] as const;
    }),
  );
  const lines = entries.flatMap(([name, { outbox, inbox, unreadable }]) => [
    ...outbox.flatMap((row) => rowLines(name, row)),
    ...inbox.flatMap((delivery) => deliveryLines(name, delivery)),
    ...unreadable.flatMap((message) => unreadableLines(name, message)),
  ]);
  return {
    json: Object.fromEntries(entries),
    lines: lines.length > 0 ? lines : ['Nothing is parked.'],
    failure: null,
  };
}

function rowLines(service: ServiceName, row: ParkedRow): string[] {
  const { id, type, aggregateType, aggregateId, aggregateVersion } = row;
  return [
    `${service} outbox  ${id}  ${type}`,
    `    ${aggregateType} ${aggregateId} version ${aggregateVersion}`,
    `    parked ${formatAge(row.ageSeconds)} ago after ${row.failedAttempts} failures; ${row.waitingBehind} rows wait behind it`,
    `    ${row.reason}`,
  ];
}

function deliveryLines(service: ServiceName, delivery: ParkedDeliveryStatus): string[] {
  const { id, type, aggregateType, aggregateId, aggregateVersion } = delivery.event;
  return [
    `${service} inbox   ${id}  ${type}`,
    `    for ${delivery.consumer}: ${aggregateType} ${aggregateId} version ${aggregateVersion}`,
    `    parked ${formatAge(delivery.ageSeconds)} ago after ${delivery.attempts} failures; ${delivery.waitingBehind} versions wait behind it`,
    `    ${delivery.reason}`,
  ];
}

const textShownMax = 200;

function unreadableLines(service: ServiceName, message: UnreadableStatus): string[] {
  return [
    `${service} inbox   ${message.id}`,
    `    for ${message.consumer}: a message that nobody can read, parked ${formatAge(message.ageSeconds)} ago`,
    `    ${message.reason}: ${message.text.slice(0, textShownMax)}`,
  ];
}
