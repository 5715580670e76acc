import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const checklist = readFileSync(path.join(root, 'docs', 'adding-a-service.md'), 'utf8');

/** What stands in backticks and looks like a path of this repository. */
const named = [...checklist.matchAll(/`([\w<>.-]+(?:\/[\w<>.-]+)+|[\w-]+\.(?:json|cjs))`/g)]
  .map(([, file = '']) => file.replace('<service>', 'auth'))
  .filter((file) => !file.startsWith('auth.'));

it('the checklist for a new service names only what exists', () => {
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

it('and names every file that each service has at its top', () => {
  const everywhere = [
    'README.md',
    'openapi.yaml',
    'package.json',
    'tsconfig.json',
    'jest.config.cjs',
  ];
  for (const file of [...everywhere, 'src/index.ts', 'src/service.ts', 'src/config.ts']) {
    expect(named).toContain(`auth/${file}`);
  }
});
