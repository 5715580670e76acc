import { stopTracing } from '@marquee/common/tracing';
import closeWithGrace from 'close-with-grace';
import type { Marketplace, StartOptions } from './compose.js';
import type { MarketplaceConfig } from './config.js';
import { StartRefused } from './refusal.js';

const stopMsMax = 2_800;
/** For the last spans: a collector that is away takes no more of it. */
const tracingGraceMs = 300;
/** npm hands a Ctrl-C on to us, although the terminal gave it to us as well. */
const sameKeyPressMs = 400;

type Start = (config: MarketplaceConfig, options: StartOptions) => Promise<Marketplace>;

/** Runs the marketplace in a terminal until it is told to stop, or cannot go on. */
export async function run(readConfig: () => MarketplaceConfig, start: Start): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const stopping = new AbortController();
  let starting: Promise<Marketplace> | undefined;

  const closing = closeWithGrace(
    { delay: stopMsMax, skip: ['SIGINT', 'SIGTERM'] },
    async ({ err }) => {
      if (err !== undefined) process.stderr.write(`\n${describe(err)}\n`);
      stopping.abort();
      // A start that fails has cleaned up behind itself and is reported below.
      const marketplace = await starting?.catch(() => undefined);
      await marketplace?.stop();
      await stopTracing({ graceMs: tracingGraceMs, onFailure: (error) => say(String(error)) });
    },
  );
  onSignals(() => {
    say('\nMarquee is stopping (once more to stop at once)');
    void closing.close();
  });

  try {
    starting = start(readConfig(), { say, signal: stopping.signal });
    const marketplace = await starting;
    const reason = await marketplace.failed;
    process.stderr.write(`\n${reason}\n`);
    // Without what has gone some of it may wait for ever: then its grace ends it.
    setTimeout(() => process.exit(1), stopMsMax).unref();
    await marketplace.stop();
    process.exit(1);
  } catch (error) {
    if (stopping.signal.aborted) return;
    process.stderr.write(`\n${describe(error)}\n`);
    process.exit(1);
  }
}

function onSignals(stop: () => void): void {
  let firstAt: number | undefined;
  const listener = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      stop();
    } else if (performance.now() - firstAt > sameKeyPressMs) process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listener);
}

/** People get our words; a bug gets its stack. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForPeople = error instanceof StartRefused || error.name === 'ConfigurationError';
  return isForPeople ? error.message : (error.stack ?? error.message);
}
