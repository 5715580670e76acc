import type { CpuTold, MarqueeAsked } from '../contestants/marquee.entry.js';
import { countStatements } from '../profile/count-statements.js';
import { formatSummary, profileFile } from '../profile/profiled.js';
import { readProfile } from '../profile/read-profile.js';
import { type Field, openField } from './open-field.js';
import { plenty, type Race, scarce } from './races.js';
import { type Heat, runHeat } from './run-heat.js';

interface Scene {
  readonly name: string;
  readonly race: Race;
  readonly clients: number;
}

const scenes: readonly Scene[] = [
  { name: 'many-orders', race: plenty, clients: 128 },
  { name: 'many-losers', race: scarce, clients: 128 },
  { name: 'one-client', race: { buyers: 200, tickets: 200 }, clients: 1 },
];

/** Where our process spends its time: ours alone, warm, profiled. */
export async function profileRace(say: (line: string) => void): Promise<void> {
  say('Starting the marketplace and its own mongod …');
  const field = await openField({ alone: true });
  try {
    say('Warming up …');
    await runHeat(field.marquee, plenty, 128);
    for (const scene of scenes) await profile(field, scene, say);
  } finally {
    await field.close();
  }
}

async function profile(field: Field, scene: Scene, say: (line: string) => void): Promise<void> {
  const file = profileFile(scene.name);
  const cpuMs: number[] = [];
  const ask = async (message: MarqueeAsked) => {
    cpuMs.push(((await field.process.ask(message)) as CpuTold).cpuMs);
  };
  const stage = await field.marquee.prepare(scene.race);
  await stage.settle();
  const statements = await countStatements(field.client, async () => {
    const heat = await runHeat({ ...field.marquee, prepare: async () => stage }, ...heatOf(scene), {
      beforeStart: () => ask({ startProfile: true }),
      afterEnd: () => ask({ stopProfile: file }),
    });
    say(`\n${describe(heat, (cpuMs[1] ?? 0) - (cpuMs[0] ?? 0))}`);
    return heat.accepted;
  });
  for (const line of statements) say(line);
  say(`${file}\n${formatSummary(await readProfile(file))}`);
}

const heatOf = ({ race, clients }: Scene) => [race, clients] as const;

/** CPU per answer says more than orders per second on a machine that others use as well. */
function describe(heat: Heat, cpuMs: number): string {
  const { acceptedPerSecond, answeredPerSecond, accepted, failed, winnersP50Ms, clients } = heat;
  const answered = (accepted * answeredPerSecond) / acceptedPerSecond;
  return [
    `${clients} clients: ${Math.round(acceptedPerSecond)} orders/s`,
    `${Math.round(answeredPerSecond)} answers/s (${failed} failed)`,
    `winners' p50 ${winnersP50Ms?.toFixed(0) ?? '–'} ms`,
    `our CPU per answer ${(cpuMs / answered).toFixed(2)} ms`,
  ].join(', ');
}
