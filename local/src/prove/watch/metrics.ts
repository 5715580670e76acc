import type { Supervised } from '../topology/supervised.js';
import { tryWithin } from '../waiting.js';

const readEveryMs = 1_000;
const readMsMax = 900;

export interface Counters {
  /** Whether any process has it, whatever it counted. */
  isKnown(counter: string): boolean;
  /** The sum of a counter over all that ever lived; only where `labels` occur in its line. */
  sum(counter: string, ...labels: readonly string[]): number;
}

/** The counters of every life of every process, as they were last read: a kill may cost a second. */
export interface MetricsWatch extends Counters {
  readNow(): Promise<void>;
  stop(): void;
}

export function watchMetrics(processes: ReadonlyMap<string, Supervised>): MetricsWatch {
  /** By process id: each life counts from nought. */
  const lastTexts = new Map<number, readonly string[]>();

  async function read(one: Supervised): Promise<void> {
    const life = one.life();
    const internalPort = life?.facts()?.internalPort;
    if (life === null || internalPort === undefined) return;
    const url = `http://127.0.0.1:${internalPort}/metrics`;
    const text = await tryWithin(readMsMax, async () => (await fetch(url)).text());
    if (text !== null) lastTexts.set(life.pid, text.split('\n'));
  }

  const readNow = async () => {
    await Promise.all([...processes.values()].map(read));
  };
  const timer = setInterval(() => void readNow(), readEveryMs);

  return {
    readNow,
    stop: () => clearInterval(timer),
    isKnown: (counter) => readCounters(lastTexts.values()).isKnown(counter),
    sum: (counter, ...labels) => readCounters(lastTexts.values()).sum(counter, ...labels),
  };
}

/** Reads what processes answered, line by line, on `/metrics`. */
export function readCounters(texts: Iterable<readonly string[]>): Counters {
  const lines = [...texts].flat();
  return {
    isKnown: (counter) => lines.some((line) => line.startsWith(`# HELP ${counter} `)),
    sum: (counter, ...labels) =>
      lines
        .filter((line) => line.startsWith(`${counter}{`) || line.startsWith(`${counter} `))
        .filter((line) => labels.every((label) => line.includes(label)))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0),
  };
}
