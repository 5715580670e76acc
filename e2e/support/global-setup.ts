import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ComposedProcess } from '@marquee/local/composed-process';
import { announce, config } from '../config.js';

/** Long enough for a browser to reach the checkout, short enough to wait for its end. */
const hastyHoldSeconds = 12;

/**
 * Starts what `npm start` starts, twice, on free ports and fresh data; answers how to end it. Nothing
 * where somebody else runs a marketplace.
 */
// eslint-disable-next-line no-restricted-syntax -- Playwright calls the default export.
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (config.isElsewhere) return undefined;
  const { startComposedProcess } = await import('@marquee/local/composed-process');
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-e2e-'));
  const running: ComposedProcess[] = [];
  const stop = async () => {
    await Promise.all(running.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const start = async (name: string, env: Readonly<Record<string, string>>) => {
    const common = { PORT: '0', RATE_LIMIT: 'off', DATA_DIR: path.join(folder, name) };
    const one = await startComposedProcess({ env: { ...common, ...env }, client: true });
    running.push(one);
    return one.url;
  };
  try {
    const marketUrl = await start('market', { SEED_DEMO: '1' });
    const hasty = { SEED_DEMO: '0', HOLD_SECONDS: String(hastyHoldSeconds) };
    announce({ marketUrl, hastyUrl: await start('hasty', hasty) });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
