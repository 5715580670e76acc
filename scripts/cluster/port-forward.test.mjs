import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPortForward } from './port-forward.mjs';

let folder = '';
/** Stands for kubectl: notes how it was called, says where it listens, and ends as the case wants. */
async function kubectlThat(ending) {
  const program = path.join(folder, 'kubectl');
  const lines = [
    '#!/bin/sh',
    `echo "$@" >> ${folder}/calls`,
    'echo "Forwarding from 127.0.0.1:40123 -> 27017"',
    ending,
  ];
  await writeFile(program, `${lines.join('\n')}\n`);
  await chmod(program, 0o755);
  return program;
}
const calls = async () => (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'port-forward-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a killed Pod is forwarded again, at the port that is known already', async () => {
  const program = await kubectlThat('exit 1');
  const { port, stop } = await openPortForward([program, '--kubeconfig=it'], 'pod/a', 27_017);
  expect(port).toBe(40_123);
  while ((await calls()).length < 3) await pause(20);
  await stop();
  expect((await calls()).slice(0, 3)).toEqual([
    '--kubeconfig=it port-forward pod/a :27017',
    '--kubeconfig=it port-forward pod/a 40123:27017',
    '--kubeconfig=it port-forward pod/a 40123:27017',
  ]);
});

test('stopped, it ends and is not opened again', async () => {
  const program = await kubectlThat('exec sleep 60');
  const { stop } = await openPortForward([program], 'pod/a', 27_017);
  await stop();
  expect(await calls()).toHaveLength(1);
});
