import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const startMsMax = 60_000;
const lastLinesMax = 40;

export interface ProcessSpec {
  /** `orders-1`: unique in a run. */
  readonly name: string;
  /** `orders`: what the front door asks for, and the name of its database. */
  readonly service: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** What a process said when it was ready. */
export interface ReadyFacts {
  /** Undefined for a process that answers nobody. */
  readonly port?: number;
  readonly internalPort?: number;
  /** Its own clock minus ours, in milliseconds. */
  readonly clockAheadMs: number;
}

export interface Ending {
  readonly pid: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One life of a process, from its start to its end. */
export interface RunningProcess {
  readonly pid: number;
  /** Null until it is ready. */
  facts(): ReadyFacts | null;
  /** Rejects with the end of its log when it ends before, or takes a minute. */
  readonly ready: Promise<ReadyFacts>;
  /** Settles when it ended, whoever ended it. */
  readonly ended: Promise<Ending>;
  lastLines(count: number): string;
  send(signal: NodeJS.Signals): void;
}

/** Starts a built service; its log is appended to its log file. */
export function launch(spec: ProcessSpec, now: () => Date): RunningProcess {
  const { name, service, logFile } = spec;
  const child = spawn(process.execPath, ['--enable-source-maps', spec.entry, ...spec.args], {
    env: spec.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid ?? 0;
  const log = createWriteStream(logFile, { flags: 'a' });
  child.once('close', () => log.end());
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => ({
    pid,
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  const lines: string[] = [];
  let facts: ReadyFacts | null = null;

  const ready = new Promise<ReadyFacts>((resolve, reject) => {
    const fail = () => reject(new Error(`${name} did not start:\n${lines.join('\n')}`));
    const timer = setTimeout(fail, startMsMax);
    // Once it is up this rejects a promise that has its answer, which changes nothing.
    child.once('exit', fail);
    child.once('error', reject);
    const read = (line: string) => {
      log.write(`${line}\n`);
      lines.push(line);
      if (lines.length > lastLinesMax) lines.shift();
      if (facts !== null || !line.includes(`"${service} is ready"`)) return;
      clearTimeout(timer);
      facts = factsOf(line, now());
      resolve(facts);
    };
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', read);
    void ended.finally(() => clearTimeout(timer));
  });
  return {
    ...{ pid, ready, ended },
    facts: () => facts,
    lastLines: (count) => lines.slice(-count).join('\n    '),
    send: (signal) => void child.kill(signal),
  };
}

function factsOf(line: string, now: Date): ReadyFacts {
  const { time, port, internalPort } = JSON.parse(line) as {
    readonly time: number;
    readonly port?: number;
    readonly internalPort?: number;
  };
  return {
    clockAheadMs: time - now.getTime(),
    ...(port !== undefined && { port }),
    ...(internalPort !== undefined && { internalPort }),
  };
}
