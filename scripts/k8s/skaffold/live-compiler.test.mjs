import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { compileOnSave } from '../../../infra/live-compiler.mjs';

let folder = '';
let stop = () => {};
const source = (name) => path.join(folder, 'src', name);
const compiled = (name) => readFile(path.join(folder, 'dist', name), 'utf8').catch(() => '');

async function until(condition) {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('It was not compiled');
    await pause(20);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'live-compiler-'));
  await mkdir(path.join(folder, 'src/deep'), { recursive: true });
  await writeFile(source('deep/price.ts'), 'export const price: number = 1;\n');
  stop = await compileOnSave(path.join(folder, 'src'), path.join(folder, 'dist'));
});

afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

test('a saved file is compiled beside the others, with the way back to its source', async () => {
  await writeFile(source('deep/price.ts'), 'export const price: number = 2;\n');
  await until(async () => (await compiled('deep/price.js')).includes('price = 2'));
  const [, map = ''] = (await compiled('deep/price.js')).split('base64,');
  const { sourceRoot, sources } = JSON.parse(Buffer.from(map, 'base64').toString());
  expect(path.join(folder, 'dist/deep', sourceRoot, sources[0])).toBe(source('deep/price.ts'));
});

test('a file that is replaced, as tar and editors do, is compiled each time', async () => {
  for (const price of [3, 4, 5]) {
    await writeFile(path.join(folder, 'new'), `export const price: number = ${price};\n`);
    await rename(path.join(folder, 'new'), source('deep/price.ts'));
    await until(async () => (await compiled('deep/price.js')).includes(`price = ${price}`));
  }
});

test('what comes in a new folder is compiled, too', async () => {
  await mkdir(source('new/deeper'), { recursive: true });
  await writeFile(source('new/deeper/fee.ts'), 'export const fee: number = 1;\n');
  await until(async () => (await compiled('new/deeper/fee.js')).includes('fee = 1'));
});

test('a file that does not parse leaves what ran before, and one that is gone is gone', async () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await writeFile(source('deep/price.ts'), 'export const price: number = 6;\n');
  await until(async () => (await compiled('deep/price.js')).includes('price = 6'));
  await writeFile(source('deep/price.ts'), 'export const price: number = = 7;\n');
  await until(() => said.mock.calls.length > 0);
  expect(await compiled('deep/price.js')).toContain('price = 6');
  await rm(source('deep/price.ts'));
  await until(async () => (await compiled('deep/price.js')) === '');
  said.mockRestore();
});

test('tests and declarations are nobody’s program', async () => {
  await writeFile(source('deep/price.test.ts'), 'export const no = 1;\n');
  await writeFile(source('deep/price.d.ts'), 'export const no: number;\n');
  await writeFile(source('deep/last.ts'), 'export const last: number = 1;\n');
  await until(async () => (await compiled('deep/last.js')).includes('last = 1'));
  expect([await compiled('deep/price.test.js'), await compiled('deep/price.d.js')]).toEqual([
    '',
    '',
  ]);
});
