import { listParkedDeliveries, type ParkedDeliveryStatus } from '@marquee/common/inbox/operator';
import { listParkedRows, type ParkedRow } from '@marquee/common/outbox/operator';
import { formatAge } from './format-age.js';
import type { Report } from './report.js';
import type { ServiceDatabases, ServiceName } from './service-databases.js';

export async function showParked(
  databases: ServiceDatabases,
  services: readonly ServiceName[],
): Promise<Report> {
  const entries = await Promise.all(
    services.map(async (name) => {
      const outbox = await listParkedRows(databases[name]);
      const inbox = await listParkedDeliveries(databases[name]);
      return [name, { outbox, inbox }] as const;
    }),
  );
  const lines = entries.flatMap(([name, { outbox, inbox }]) => [
    ...outbox.flatMap((row) => rowLines(name, row)),
    ...inbox.flatMap((delivery) => deliveryLines(name, delivery)),
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
