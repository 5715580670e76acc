import { readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';

export interface Share {
  readonly name: string;
  /** Of the time in which the process did something. */
  readonly percent: number;
}

export interface ProfileSummary {
  /** Of the recorded time. */
  readonly busyPercent: number;
  readonly functions: readonly Share[];
  /** The same self times by package and folder: where the work is, however it is cut up. */
  readonly places: readonly Share[];
}

/** `dispatch` is the profiler itself, being started and stopped. */
const notWork = new Set(['(idle)', 'dispatch']);

export async function readProfile(file: string): Promise<ProfileSummary> {
  return summarise(JSON.parse(await readFile(file, 'utf8')) as Profiler.Profile);
}

/** Self times, the longest first. */
export function summarise({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const functions = new Map<string, number>();
  const places = new Map<string, number>();
  let busy = 0;
  let total = 0;
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id);
    const took = timeDeltas[at] ?? 0;
    total += took;
    if (frame === undefined || notWork.has(frame.functionName)) continue;
    busy += took;
    const place = placeOf(frame.url);
    const line = frame.url === '' ? '' : `:${frame.lineNumber + 1}`;
    add(functions, `${frame.functionName || '(anonymous)'}  ${fileOf(frame.url)}${line}`, took);
    add(places, frame.url === '' ? frame.functionName : place, took);
  }
  return {
    busyPercent: (100 * busy) / total,
    functions: longestFirst(functions, busy),
    places: longestFirst(places, busy),
  };
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

function longestFirst(sums: ReadonlyMap<string, number>, whole: number): Share[] {
  return [...sums]
    .map(([name, part]) => ({ name, percent: (100 * part) / whole }))
    .sort((a, b) => b.percent - a.percent);
}

/** `node_modules/x/…` → x; `orders/dist/src/data/…` → orders/data; `node:net` → node:net. */
function placeOf(url: string): string {
  const inPackage = url.split('/node_modules/').at(-1);
  if (inPackage !== undefined && inPackage !== url) {
    const [scope = '', name = ''] = inPackage.split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  const ours = /\/([^/]+)\/dist\/(?:src\/)?(?:(.+)\/)?[^/]+$/.exec(url);
  return ours === null ? url : [ours[1], ours[2]].filter(Boolean).join('/');
}

function fileOf(url: string): string {
  const known = /(?:node_modules\/|\/(?=[^/]+\/dist\/))(?!.*node_modules\/)(.*)$/.exec(url);
  return known?.[1] ?? url;
}
