import { readSandboxConfig } from './config.js';
import { startSandbox } from './start-sandbox.js';

const sandbox = await startSandbox(readSandboxConfig());

async function stop(): Promise<void> {
  await sandbox.stop();
  sandbox.logger.info('stopped');
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
