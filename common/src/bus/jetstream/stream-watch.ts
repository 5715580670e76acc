import type { StreamInfo } from '@nats-io/jetstream';
import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import { createStanding } from '../standing.js';
import type { Connection, Link } from './connection.js';
import { differences } from './differences.js';
import type { Layout } from './layout.js';
import { createStreamFinder } from './stream-finder.js';
import { whileUp } from './while-up.js';

export interface StreamWatch {
  /** Whether the stream was there when last asked and nothing spoke against it since. */
  isThere(): boolean;
  /** Resolves once it is there (true), or when the signal aborts (false). */
  whenThere(signal: AbortSignal): Promise<boolean>;
  /** Something failed as it would without the stream: look now. */
  doubt(): void;
  /** How often another stream was found under the same name: wiped, or deleted and made again. */
  replacements(): number;
  close(): Promise<void>;
}

export interface StreamWatchOptions {
  readonly connection: Connection;
  readonly layout: Layout;
  readonly watchEveryMs: number;
  readonly logger: Logger;
  onInfo(info: StreamInfo): void;
}

const missingRetryMs = 1_000;

/** Looks after the stream: finds it or makes it, notices when it is gone or is another one. */
export function createStreamWatch(options: StreamWatchOptions): StreamWatch {
  const { connection, layout, logger } = options;
  const find = createStreamFinder(layout);
  const closing = new AbortController();
  const standing = createStanding<StreamInfo>();
  let poke = new AbortController();
  let createdAt: string | null = null;
  let replacements = 0;
  let said = '';

  function say(level: 'info' | 'warn', message: string, details: object = {}): void {
    if (said === message) return;
    said = message;
    logger[level]({ stream: layout.streamName, ...details }, message);
  }

  function accept(info: StreamInfo, isNew: boolean): void {
    if (createdAt !== null && createdAt !== info.created) {
      replacements += 1;
      logger.warn({ createdAt: info.created }, 'The stream is another one: wiped or made again');
    }
    createdAt = info.created;
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
      accept(found.info, found.isNew);
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
    replacements: () => replacements,
    async close() {
      closing.abort();
      await running;
    },
  };
}
