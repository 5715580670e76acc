import type { mongo } from 'mongoose';

/** What the server counts for itself since it was started. */
interface Counted {
  readonly commands: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, number>;
}

interface CommandMetrics {
  readonly metrics: { readonly commands: Record<string, { total?: number } | number> };
}

interface Top {
  readonly totals: Record<string, { total?: { count: number } }>;
}

/** Counts what a mongod is asked while something else happens; answers lines for a person. */
export async function countStatements(
  client: mongo.MongoClient,
  work: () => Promise<number>,
): Promise<string[]> {
  const before = await read(client);
  const orders = await work();
  const after = await read(client);
  const difference = (of: keyof Counted) =>
    [...after[of]]
      .map(([name, count]) => [name, (count - (before[of].get(name) ?? 0)) / orders] as const)
      .filter(([, count]) => count >= 0.01)
      .sort((a, b) => b[1] - a[1]);
  const list = (pairs: readonly (readonly [string, number])[]) =>
    pairs.map(([name, count]) => `${name} ${count.toFixed(2)}`).join(' · ');
  const all = difference('commands').reduce((sum, [, count]) => sum + count, 0);
  return [
    `MongoDB commands per order, with all that follows from it: ${all.toFixed(1)}`,
    `  by name        ${list(difference('commands'))}`,
    `  by collection  ${list(difference('places'))}`,
  ];
}

/** How many commands of ours the server has answered since its start, by name. */
export async function readCommandCounts(client: mongo.MongoClient) {
  return (await read(client)).commands;
}

async function read(client: mongo.MongoClient): Promise<Counted> {
  const admin = client.db('admin');
  const status = (await admin.command({ serverStatus: 1 })) as unknown as CommandMetrics;
  const top = (await admin.command({ top: 1 })) as unknown as Top;
  const commands = Object.entries(status.metrics.commands).flatMap(([name, counts]) =>
    typeof counts === 'number' || counts.total === undefined || notWork.has(name)
      ? []
      : [[name, Number(counts.total)] as const],
  );
  const places = Object.entries(top.totals).flatMap(([name, { total }]) =>
    total === undefined || notOurs.test(name) ? [] : [[name, Number(total.count)] as const],
  );
  return { commands: new Map(commands), places: new Map(places) };
}

/** Monitoring of the drivers, and of ourselves. */
const notWork = new Set(['hello', 'isMaster', 'ping', 'serverStatus', 'top', 'endSessions']);
const notOurs = /^(?:admin|config|local)\./;
