import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { imageProblems } from './image-problems.mjs';

const tsconfig = (include, references = []) =>
  JSON.stringify({ compilerOptions: { rootDir: '.', outDir: 'dist' }, include, references });
/** Two workspaces: a tool that loads a part of a kit when it is asked to. */
const files = {
  'package.json': '{}',
  'kit/package.json': JSON.stringify({
    dependencies: { zod: '1.0.0' },
    exports: { './part': { default: './dist/src/part.js' } },
  }),
  'kit/tsconfig.json': tsconfig(['src']),
  'kit/src/part.ts': "import { z } from 'zod';\nimport { more } from './more.js';",
  'kit/src/more.ts': "import type { Gone } from '@marquee/gone';",
  'tool/package.json': '{}',
  'tool/tsconfig.json': tsconfig(['src'], [{ path: '../kit' }]),
  'tool/src/index.ts': "const part = () => import('@marquee/kit/part');",
  'infra/images/tool.Dockerfile': `
    FROM node AS build
    COPY kit kit
    COPY tool tool
    RUN npx tsc -b tool
    FROM node AS dependencies
    RUN npm ci --omit=dev -w kit
    FROM node
    WORKDIR /app
    COPY --from=dependencies /app ./
    COPY --from=build /app/kit/dist kit/dist
    COPY --from=build /app/tool/dist tool/dist
    ENTRYPOINT ["node", "tool/dist/src/index.js"]
  `.replace(/^ {4}/gm, ''),
};

let root;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'marquee-images-'));
});
afterEach(() => rm(root, { recursive: true }));

/** @param {Record<string, (text: string) => string>} changes by file */
async function problemsWith(changes) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await writeFile(path.join(root, name), changes[name]?.(text) ?? text);
  }
  return imageProblems(root);
}
const inDockerfile = (line, other) => ({
  'infra/images/tool.Dockerfile': (text) => text.replace(line, other),
});

test('every process of ours finds in its image what it imports', () => {
  expect(imageProblems()).toEqual([]);
});

test('an image with all that is imported, and not what only types are of, has no problem', async () => {
  expect(await problemsWith({})).toEqual([]);
});

test('a module that is loaded later and not copied is named', async () => {
  const changes = inDockerfile('COPY --from=build /app/kit/dist kit/dist\n', '');
  expect(await problemsWith(changes)).toEqual([
    'tool.Dockerfile: does not copy kit/dist/src/part.js',
    'tool.Dockerfile: does not copy kit/dist/src/more.js',
  ]);
});

test('a module that is copied from a stage without its source is named', async () => {
  const changes = inDockerfile('COPY kit kit', 'COPY kit/src/more.ts kit/src/');
  expect(await problemsWith(changes)).toEqual([
    'tool.Dockerfile: copies kit/dist/src/part.js, and has no kit/src/part.ts to build it from',
  ]);
});

test('a source that no project compiles is named', async () => {
  const changes = { 'kit/tsconfig.json': () => tsconfig(['src/part.ts']) };
  expect(await problemsWith(changes)).toEqual([
    'tool.Dockerfile: has kit/src/more.ts, and "tsc -b tool" does not compile it',
  ]);
});

test('a workspace and a package that nothing installs are named', async () => {
  expect(await problemsWith(inDockerfile('-w kit', '-w tool'))).toEqual([
    'tool.Dockerfile: does not install @marquee/kit, which tool/src/index.ts imports',
    'tool.Dockerfile: does not install zod, which kit/src/part.ts imports',
  ]);
});
