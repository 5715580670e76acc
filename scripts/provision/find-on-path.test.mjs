import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOnPath } from './find-on-path.mjs';

describe('findOnPath', () => {
  let folder;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'find-on-path-'));
    for (const name of ['first', 'second']) await mkdir(path.join(folder, name));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const addFile = async (name, mode) => {
    await writeFile(path.join(folder, name), '#!/bin/sh\n');
    await chmod(path.join(folder, name), mode);
  };
  const searchPath = () =>
    [path.join(folder, 'first'), path.join(folder, 'second')].join(path.delimiter);

  test('prefers an earlier name over an earlier folder', async () => {
    await addFile('first/google-chrome', 0o755);
    await addFile('second/chromium', 0o755);
    const found = findOnPath(['chromium', 'google-chrome'], searchPath());
    expect(found).toBe(path.join(folder, 'second/chromium'));
  });

  test('passes over a file that may not be run', async () => {
    await addFile('first/mongod', 0o644);
    expect(findOnPath(['mongod'], searchPath())).toBeUndefined();
  });

  test('passes over a folder of that name', async () => {
    await mkdir(path.join(folder, 'first/mongod'));
    expect(findOnPath(['mongod'], searchPath())).toBeUndefined();
  });
});
