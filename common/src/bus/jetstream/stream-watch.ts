import type { StreamInfo } from '@nats-io/jetstream';
import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import { createStanding } from '../broker/standing.js';
import { whileUp } from '../broker/while-up.js';
import type { Connection, Link } from './connection.js';
import { differences } from './differences.js';
import type { Layout } from './layout.js';
import { createStreamFinder, type FoundStream } from './stream-finder.js';

export interface StreamWatch {
  /** Whether the stream was there when last asked and nothing spoke against it since. */
  isThere(): boolean;
  /** Resolves once it is there (true), or when the signal aborts (false). */
  whenThere(signal: AbortSignal): Promise<boolean>;
  /** Something failed as it would without the stream: look now. */
  doubt(): void;
  /** How often messages were found to be lost: another stream of the name, a lost tail, a purge. */
  losses(): number;
  close(): Promise<void>;
}

export interface StreamWatchOptions {
  readonly connection: Connection;
  readonly layout: Layout;
  readonly watchEveryMs: number;
  readonly logger: Logger;
  onInfo(info: StreamInfo): void;
}

type StreamThere = Extract<FoundStream, { kind: 'there' }>;

const missingRetryMs = 1_000;
const outboxKeptMs = 7 * 24 * 3_600_000;

/** Looks after the stream: finds it or makes it, notices when it is gone or is another one. */
export function createStreamWatch(options: StreamWatchOptions): StreamWatch {
  const { connection, layout, logger } = options;
  const find = createStreamFinder(layout);
  const closing = new AbortController();
  const standing = createStanding<StreamInfo>();
  let poke = new AbortController();
  let losses = 0;
  let before: StreamInfo | null = null;
  let said = '';

  function say(level: 'info' | 'warn', message: string, details: object = {}): void {
    if (said === message) return;
    said = message;
    logger[level]({ stream: layout.streamName, ...details }, message);
  }

  function accept({ info, isNew, bytesMaxBefore }: StreamThere): void {
    if (bytesMaxBefore !== null) {
      const details = { from: bytesMaxBefore, to: info.config.max_bytes };
      logger.info(details, 'The size of the stream has been changed');
    }
    if (before !== null && before.created !== info.created) {
      losses += 1;
      logger.warn({ createdAt: info.created }, 'The stream is another one: wiped or made again');
    } else if (before !== null && info.state.last_seq < before.state.last_seq) {
      losses += 1;
      const { last_seq: from } = before.state;
      logger.warn({ from, to: info.state.last_seq }, 'The stream has lost its tail');
    } else if (before !== null && isPurged(before, info)) {
      losses += 1;
      const { first_seq: from } = before.state;
      logger.warn({ from, to: info.state.first_seq }, 'Messages were removed from the stream');
    }
    before = info;
    const others = differences(layout.stream, info.config);
    if (isNew) say('info', 'The stream was not there and has been made');
    else if (others.length === 0) say('info', 'The stream is there');
    else say('warn', 'The stream is set otherwise; the setup job brings it up to date', { others });
    options.onInfo(info);
    standing.set(info);
  }

  async function look(link: Link): Promise<boolean> {
    const found = await whileUp(link, find(link)).catch((error: unknown) => ({
      kind: 'unknown' as const,
      error,
    }));
    if (link.lost.aborted) return false;
    if (found.kind === 'there') {
      accept(found);
      return true;
    }
    standing.set(null);
    if (found.kind === 'gone') say('warn', 'The stream is gone; it is made again');
    if (found.kind === 'forbidden') {
      say('warn', 'Waiting for the stream: this user may not make it, the setup job does');
    }
    if (found.kind === 'unknown') {
      say('warn', 'The stream cannot be had now; asking again', { err: found.error });
    }
    return false;
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      const link = await connection.when(closing.signal);
      if (link === null) return;
      poke = new AbortController();
      const isThere = await look(link);
      const end = AbortSignal.any([closing.signal, link.lost]);
      if (isThere) {
        await systemClock.sleep(options.watchEveryMs, AbortSignal.any([end, poke.signal]));
      } else {
        await systemClock.sleep(missingRetryMs * (0.75 + Math.random() / 2), end);
      }
      if (link.lost.aborted) standing.set(null);
    }
  }
  const running = run();

  return {
    isThere: () => standing.current() !== null,
    whenThere: async (signal) => (await standing.when(signal)) !== null,
    doubt: () => poke.abort(),
    losses: () => losses,
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** Age removes the oldest; what begins later than outboxes are kept was removed by somebody. */
function isPurged({ state: before }: StreamInfo, { state }: StreamInfo): boolean {
  const firstKept = before.messages === 0 ? before.last_seq + 1 : before.first_seq;
  if (state.first_seq <= firstKept) return false;
  const agedMs = systemClock.now().getTime() - Date.parse(state.first_ts);
  return state.messages === 0 || agedMs < outboxKeptMs;
}
