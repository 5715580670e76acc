import { createCookies } from '../contestants/marquee-api.js';
import { formatAims, type RaceResult } from './aims.js';
import { measureOneClient } from './one-client.js';
import { type Field, openField } from './open-field.js';
import { clientCounts, type Race, races } from './races.js';
import { formatRace } from './report.js';
import { type Heat, runHeat } from './run-heat.js';

const warmUp = { buyers: 800, tickets: 800 };
const warmUpClients = 64;
/** Heats that would begin later than this are left out, so that the whole stays below 4 minutes. */
const lastHeatAtSeconds = 200;

/** Everybody runs both races with every number of clients, one heat after the other. */
export async function runRace(say: (line: string) => void): Promise<void> {
  say('Starting the marketplace, its own mongod and the baseline …');
  const field = await openField({ alone: false });
  try {
    const results: RaceResult[] = [];
    const everybody = [field.marquee, ...field.others];
    say('Warming up …');
    for (const contestant of everybody) await runHeat(contestant, warmUp, warmUpClients);
    const oneClient = await measureOneClient({
      client: field.client,
      marquee: field.marquee,
      port: field.process.ready.port,
      cookie: createCookies(field.process.ready.sessionKeys)(),
    });
    for (const race of races) {
      const heats = await runHeats(field, race, say);
      results.push({ race, heats });
      say(`\n${formatRace(race, heats)}\n`);
    }
    say(formatAims(results, oneClient));
  } finally {
    await field.close();
  }
}

async function runHeats(field: Field, race: Race, say: (line: string) => void): Promise<Heat[]> {
  const heats: Heat[] = [];
  for (const clients of clientCounts) {
    say(`${race.buyers} buyers, ${race.tickets} tickets, ${clients} clients …`);
    for (const contestant of [field.marquee, ...field.others]) {
      if (process.uptime() > lastHeatAtSeconds) say(`  ${contestant.name}: no time left`);
      else heats.push(await runHeat(contestant, race, clients));
    }
  }
  return heats;
}
