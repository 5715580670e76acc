import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMarketplace } from '@marquee/local';
import { readConfig } from '@marquee/local/config';
import { recordProfile } from '../profile/record-profile.js';
import { stopWithParent } from './fork-entry.js';

/** What the load generator is told about the marketplace it is to load. */
export interface MarqueeReady {
  readonly port: number;
  readonly mongoUrl: string;
  readonly sessionKeys: readonly string[];
}

export type MarqueeAsked = { readonly startProfile: true } | { readonly stopProfile: string };

/** What the process had used of the CPU when it was asked. */
export interface CpuTold {
  readonly cpuMs: number;
}

// The composition of `npm start` without its pages, on data and a mongod of its own.
const dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-bench-'));
const config = readConfig({
  ...{ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
  ...{ SEED_DEMO: '0', RATE_LIMIT: 'off' },
});
const marketplace = await startMarketplace(config, { client: false });
stopWithParent(async () => {
  await marketplace.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const recorder = recordProfile();
process.on('message', (asked: MarqueeAsked) => {
  const { user, system } = process.cpuUsage();
  const done = 'stopProfile' in asked ? recorder.stop(asked.stopProfile) : recorder.start();
  const told: CpuTold = { cpuMs: (user + system) / 1000 };
  void done.then(() => process.send?.(told));
});

const ready: MarqueeReady = {
  port: Number(new URL(marketplace.url).port),
  mongoUrl: marketplace.mongoUrl,
  sessionKeys: marketplace.secrets.sessionKeys,
};
process.send?.(ready);
