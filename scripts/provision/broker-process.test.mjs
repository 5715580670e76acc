import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brokerAnswers } from './broker-answers.mjs';
import { stopOrphanBroker } from './broker-process.mjs';
import { findNatsServer } from './nats-server.mjs';
import { startNatsServer } from './nats-server-process.mjs';
import { repositoryRoot } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const readySubject = '$JS.API.INFO';

/** Starts a broker on the data, prints its port and dies at once, as by a power cut. */
const programThatDies = `
  import { findNatsServer } from './scripts/provision/nats-server.mjs';
  import { startNatsServer } from './scripts/provision/nats-server-process.mjs';
  const broker = await startNatsServer({ binary: await findNatsServer(), dataDir: process.argv[1] });
  process.stdout.write(String(broker.port));
  process.kill(process.pid, 'SIGKILL');
`;

describe('startBroker', () => {
  let folder;
  let dataDir;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'broker-process-'));
    dataDir = path.join(folder, 'data');
  });

  afterEach(async () => {
    await stopOrphanBroker(dataDir);
    await rm(folder, { recursive: true, force: true });
  });

  test('a killed start leaves a broker behind; the next start replaces it', async () => {
    const args = ['--input-type=module', '--eval', programThatDies, dataDir];
    const { output } = await runCommand(process.execPath, args, { cwd: repositoryRoot });
    const port = Number(output);
    expect(await brokerAnswers(port, readySubject)).toBe(true);

    const next = await startNatsServer({ binary: await findNatsServer(), dataDir });
    expect(await brokerAnswers(next.port, readySubject)).toBe(true);
    expect(await brokerAnswers(port, readySubject)).toBe(false);
    await next.stop();
    expect(await brokerAnswers(next.port, readySubject)).toBe(false);
  });

  test('a port that another has is an error that names the log', async () => {
    const binary = await findNatsServer();
    const first = await startNatsServer({ binary, dataDir });
    const second = startNatsServer({ binary, dataDir: path.join(folder, 'b'), port: first.port });
    await expect(second).rejects.toThrow(`${path.join(folder, 'b')}.log`);
  });
});
