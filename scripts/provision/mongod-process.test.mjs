import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopOrphanOf } from './mongod-orphan.mjs';
import { repositoryRoot } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const program = path.join(repositoryRoot, 'scripts/provision/start-for-test.mjs');

describe('startMongod', () => {
  let folder;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mongod-process-'));
  });

  afterEach(async () => {
    await stopOrphanOf(path.join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (ending) => {
    const dbPath = path.join(folder, 'data');
    const { code, output } = await runCommand(process.execPath, [program, dbPath, ending]);
    return { code, ...JSON.parse(output.trim().split('\n').at(-1)) };
  };
  const isAlive = (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  test('a killed start leaves a server behind; the next start replaces it and loses nothing', async () => {
    const killed = await start('die');
    expect(isAlive(killed.pid)).toBe(true);

    const next = await start('stop');
    expect(next).toMatchObject({ code: 0, count: 2 });
    expect(next.pid).not.toBe(killed.pid);
  });

  test('a stopped start leaves no server behind, and its data is there on another port', async () => {
    await start('stop');
    expect(await stopOrphanOf(path.join(folder, 'data'))).toBe(false);
    expect(await start('stop')).toMatchObject({ code: 0, count: 2 });
  });

  test('a server on other data is nobody to stop', async () => {
    const other = await start('die');
    expect(await stopOrphanOf(path.join(folder, 'dat'))).toBe(false);
    expect(isAlive(other.pid)).toBe(true);
  });
});
