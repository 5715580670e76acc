import { runOutboxCommand } from '../../outbox-command/outbox-command.js';
import { repositoryRoot } from '../../repository.js';
import type { World } from '../topology/world.js';
import { tryWithin, waitFor } from '../waiting.js';

const askMsMax = 10_000;
/** The database, the broker and every process concerned may each be away meanwhile. */
const appliedMsMax = 90_000;
const betweenLooksMs = 1_000;

interface ParkedRowJson {
  readonly id: string;
  readonly reason: string;
}

interface ParkedDeliveryJson {
  readonly consumer: string;
  readonly reason: string;
  readonly event: { readonly id: string; readonly aggregateId: string };
}

/** What `npm run outbox -- parked --json` says of one service. */
export interface ParkedJson {
  readonly outbox: readonly ParkedRowJson[];
  readonly inbox: readonly ParkedDeliveryJson[];
}

async function runAs(world: World, args: readonly string[]) {
  const lines: string[] = [];
  const config = { mongoUrl: world.database.url, dataDir: repositoryRoot };
  const terminal = { print: (line: string) => void lines.push(line), tell: () => undefined };
  return { code: await runOutboxCommand(args, config, terminal), text: lines.join('\n') };
}

/** The list as the operator gets it, after a second; null while the database is away. */
export async function listParked(world: World, service: string): Promise<ParkedJson | null> {
  // Each look opens connections of its own, as the command does.
  await world.clock.sleep(betweenLooksMs);
  return tryWithin(askMsMax, async () => {
    const { code, text } = await runAs(world, ['parked', '--json', '--service', service]);
    if (code !== 0) throw new Error(text);
    return (JSON.parse(text) as Record<string, ParkedJson>)[service] ?? { outbox: [], inbox: [] };
  });
}

/**
 * As the operator types it, again until it answers that it is done or what was put back is applied:
 * a try whose answer was lost with the database may have been enough, and a second one then finds
 * nothing parked. Answers whether it is applied.
 */
export async function putBack(
  world: World,
  eventId: string,
  isApplied: () => Promise<boolean>,
): Promise<boolean> {
  let isAnswered = false;
  const applied = await waitFor(appliedMsMax, async () => {
    if (!isAnswered) {
      const answer = await tryWithin(askMsMax, () => runAs(world, ['unpark', '--id', eventId]));
      isAnswered = answer?.code === 0;
      await world.clock.sleep(betweenLooksMs);
    }
    return (await tryWithin(askMsMax, isApplied)) || null;
  });
  return applied === true;
}

/** Whether a process of the service counts something in this gauge before the time is over. */
export async function isCounted(
  { processes, clock }: World,
  service: string,
  gauge: string,
  msMax: number,
): Promise<boolean> {
  const found = await waitFor(msMax, async () => {
    await clock.sleep(betweenLooksMs);
    for (const one of processes.values()) {
      const port = one.service === service ? one.life()?.facts()?.internalPort : undefined;
      if (port === undefined) continue;
      const text = await tryWithin(1_000, async () =>
        (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
      );
      const line = text?.split('\n').find((candidate) => candidate.startsWith(gauge));
      if (Number(line?.slice(line.lastIndexOf(' ') + 1) ?? 0) > 0) return true;
    }
    return null;
  });
  return found === true;
}
