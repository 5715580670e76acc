import {
  dismissUnreadable,
  listParkedDeliveries,
  type ParkedDeliveryStatus,
} from '@marquee/common/inbox/operator';
import { putBackRows, replay, type Unparked, unparkRows } from '@marquee/common/outbox/operator';
import type { Report } from '../operator-command/report.js';
import { watchIt } from './run-replay.js';
import {
  ownerOf,
  owners,
  ownersAmong,
  type ServiceDatabases,
  type ServiceName,
} from './service-databases.js';

/**
 * Puts parked outbox rows back, and has the events of parked deliveries published once more by
 * their owner: every consumer gets them, and those who have had them ignore them. A delivery leaves
 * the list when its consumer has applied it, and then a transition consumer goes on behind it.
 */
export async function runUnpark(
  databases: ServiceDatabases,
  services: readonly ServiceName[],
  ids: readonly string[] | 'all',
): Promise<Report> {
  const rows: [ServiceName, readonly Unparked[]][] = [];
  const deliveries: ParkedDeliveryStatus[] = [];
  const dismissed: string[] = [];
  for (const name of ownersAmong(services))
    rows.push([name, await unparkRows(databases[name], ids)]);
  for (const name of services) {
    deliveries.push(...(await chosenDeliveries(databases, name, ids)));
    // By its own id only: nothing can be tried again there, and looking is all that can be done.
    if (ids !== 'all') dismissed.push(...(await dismissUnreadable(databases[name], ids)));
  }
  const elsewhere: string[] = [];
  for (const owner of owners) elsewhere.push(...(await bringAgain(databases, owner, deliveries)));
  const lines = [
    ...rows.flatMap(([name, unparked]) =>
      unparked.map(({ id, behind }) => `${name} outbox: ${id} goes out, and ${behind} behind it`),
    ),
    ...deliveries
      .filter(({ event }) => !elsewhere.includes(event.id))
      .map(({ consumer, event }) => `${consumer}: ${event.id} is brought again`),
    ...dismissed.map((id) => `${id} is off the list: nobody can read it`),
  ];
  const json = {
    outbox: Object.fromEntries(rows),
    inbox: deliveries.map(({ consumer, event }) => ({
      ...{ consumer, eventId: event.id },
      isBroughtAgain: !elsewhere.includes(event.id),
    })),
    dismissed,
  };
  if (elsewhere.length > 0) return { json, lines, failure: failureOf(elsewhere) };
  if (lines.length > 0) return { json, lines: [...lines, watchIt], failure: null };
  if (ids === 'all') return { json, lines: ['Nothing is parked.'], failure: null };
  return { json, lines: [], failure: `Nothing parked has the id ${ids.join(' or ')}` };
}

async function chosenDeliveries(
  databases: ServiceDatabases,
  name: ServiceName,
  ids: readonly string[] | 'all',
): Promise<readonly ParkedDeliveryStatus[]> {
  const parked = await listParkedDeliveries(databases[name]);
  return parked.filter(
    ({ id, event }) => ids === 'all' || ids.includes(event.id) || ids.includes(id),
  );
}

/**
 * A parked delivery may outlive its outbox row, which is then made again from it. Answers the ids
 * of events whose owner has its database somewhere else.
 */
async function bringAgain(
  databases: ServiceDatabases,
  owner: ServiceName,
  deliveries: readonly ParkedDeliveryStatus[],
): Promise<readonly string[]> {
  const all = deliveries.map(({ event }) => event);
  const events = all.filter((event) => ownerOf[event.aggregateType] === owner);
  if (events.length === 0) return [];
  const ids = events.map((event) => event.id);
  const found = await databases[owner].connection.listCollections();
  if (!found.some(({ name }) => name === 'outbox')) return ids;
  const { runId } = await replay(databases[owner], { kind: 'ids', ids });
  await putBackRows(databases[owner], events, runId);
  return [];
}

function failureOf(elsewhere: readonly string[]): string {
  return [
    'The services that own these events have no outbox on this MongoDB. Run, with --mongo theirs:',
    `  npm run outbox -- replay ${elsewhere.map((id) => `--id ${id}`).join(' ')}`,
  ].join('\n');
}
