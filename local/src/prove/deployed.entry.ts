import { readDeployedSettings } from './deployed/config.js';
import { proveDeployed } from './deployed/prove-deployed.js';

/** People come until the process that started this one says it is enough, or ends. */
const end = new Promise<void>((resolve) => {
  process.once('message', () => resolve());
  process.once('disconnect', () => resolve());
});
const say = (line: string) => void process.stdout.write(`${line}\n`);

const isProved = await proveDeployed(readDeployedSettings(), end, say);
process.exitCode = isProved ? 0 : 1;
if (process.connected) process.disconnect();
