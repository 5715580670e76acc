import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrokerProgram } from './broker-program.mjs';

const variable = 'MARQUEE_TEST_BROKER';
const program = {
  name: 'marquee-test-broker',
  variable,
  version: '2.1.0',
  goPackage: 'example.com/broker',
  isGood: ([major, minor]) => major === 2 && minor >= 1,
};

describe('findBrokerProgram', () => {
  const { PATH } = process.env;
  let folder;
  let said;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'broker-program-'));
    process.env.PATH = `${path.join(folder, 'path')}:${PATH}`;
    said = [];
  });

  afterEach(async () => {
    process.env.PATH = PATH;
    delete process.env[variable];
    await rm(folder, { recursive: true, force: true });
  });

  const find = () => findBrokerProgram(program, (line) => said.push(line));

  async function install(place, script) {
    const file = path.join(folder, place, program.name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    return file;
  }

  test('the one that its variable names comes first', async () => {
    await install('path', 'echo broker: v2.3.0');
    process.env[variable] = await install('named', 'echo broker version 2.1.4, protocol: v1.0.0');
    expect(await find()).toBe(process.env[variable]);
    expect(said).toEqual(['marquee-test-broker: 2.1.4 from MARQUEE_TEST_BROKER']);
  });

  test('one that is too old or does not run is passed over, and that is said', async () => {
    const good = await install('path', 'echo broker: v2.1.0');
    process.env[variable] = await install('old', 'echo broker: v2.0.9');
    expect(await find()).toBe(good);
    expect(said[0]).toBe(
      `marquee-test-broker: ${process.env[variable]} (${variable}) is 2.0.9; looking further`,
    );
    process.env[variable] = await install('broken', 'exit 1');
    expect(await find()).toBe(good);
    expect(said.join('\n')).toContain('does not run here; looking further');
  });
});
