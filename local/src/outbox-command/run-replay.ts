import {
  type Replay,
  type ReplaySelection,
  replay,
  resumeReplay,
} from '@marquee/common/outbox/operator';
import type { Report } from '../operator-command/report.js';
import {
  ownerOf,
  ownersAmong,
  type ServiceDatabases,
  type ServiceName,
} from './service-databases.js';

type Say = (line: string) => void;

export const watchIt = 'The running relays publish them; watch it with: npm run outbox -- status';

export async function runReplay(
  databases: ServiceDatabases,
  services: readonly ServiceName[],
  selection: ReplaySelection,
  say: Say,
): Promise<Report> {
  const isOwner = (name: ServiceName) =>
    selection.kind !== 'aggregate' || ownerOf[selection.aggregateType] === name;
  const runs: [ServiceName, Replay][] = [];
  for (const name of ownersAmong(services).filter(isOwner))
    runs.push([name, await replay(databases[name], selection, progress(name, say))]);
  return reportOf(runs);
}

/** Goes on with a run, whichever service's it is. */
export async function runResume(
  databases: ServiceDatabases,
  services: readonly ServiceName[],
  runId: string,
  say: Say,
): Promise<Report> {
  for (const name of ownersAmong(services)) {
    try {
      const done = await resumeReplay(databases[name], runId, progress(name, say));
      return reportOf([[name, done]], true);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { json: {}, lines: [], failure: `There is no run ${runId}` };
}

/** The run's name is told before anything is marked, so that it can be gone on with. */
function progress(name: ServiceName, say: Say) {
  return {
    onProgress: (runId: string, rows: number) => say(`${name} ${runId}: ${rows} rows marked`),
  };
}

function reportOf(runs: readonly [ServiceName, Replay][], mayBeNothing = false): Report {
  const rows = runs.reduce((sum, [, run]) => sum + run.rows, 0);
  const lines = runs.map(([name, run]) => `${name}: ${run.rows} rows marked (run ${run.runId})`);
  const isMissing = rows === 0 && !mayBeNothing;
  return {
    json: Object.fromEntries(runs),
    lines: rows === 0 ? lines : [...lines, watchIt],
    failure: isMissing
      ? 'No published row was chosen: it may be pending already, parked (see unpark) or older than 7 days'
      : null,
  };
}
