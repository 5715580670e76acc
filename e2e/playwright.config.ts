import { defineConfig, devices } from '@playwright/test';
import { config } from './config.js';

export default defineConfig<{ polls: boolean }>({
  globalSetup: './support/global-setup.ts',
  outputDir: './test-results',
  // Journeys share two marketplaces and two cores; each test has its own people and Events.
  workers: 2,
  // The longest journey takes half a minute, and on a busy machine twice that.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    actionTimeout: 15_000,
    // Drawn by the processor, one turning circle would take a core from the services it waits for.
    contextOptions: { reducedMotion: 'reduce' },
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(config.chromiumPath === '' ? {} : { executablePath: config.chromiumPath }),
      ...(config.isRoot ? { args: ['--no-sandbox'] } : {}),
    },
  },
  projects: [
    // Nothing polls here: whatever a page learns in a journey it was told.
    { name: 'journeys', testDir: './journeys', use: { polls: false } },
    { name: 'money', testDir: './money' },
    { name: 'live', testDir: './live' },
    { name: 'pages', testDir: './pages' },
  ],
});
