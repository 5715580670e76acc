import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { onSave } from './on-save.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const { build, profiles } = parse(read('skaffold.yaml'));
const live = profiles.find(({ name }) => name === 'dev').build.artifacts;
const saved = (file, artifacts = live) => onSave(artifacts, file, read);

const services = ['auth', 'tickets', 'orders', 'payments', 'realtime', 'notifications'];
const imageOf = (name) => `marquee-${name}`;
const isMade =
  /(?:^|\/)(?:node_modules|dist|\.next|coverage)(?:\/|$)|(?:next-env\.d\.ts|\.tsbuildinfo)$/;
const filesIn = (folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)))
    .filter((file) => !isMade.test(file));
const isTest = (file) => /\.test\.\w+$|^\w+\/test\/|^common\/src\/(?:.*\/)?testing\//.test(file);
const sourcesIn = (folder) => filesIn(folder).filter((file) => !isTest(file));

describe('skaffold dev', () => {
  it.each(services)('copies every source of %s into its containers, and builds nothing', (name) => {
    for (const file of sourcesIn(`${name}/src`))
      expect([file, saved(file)]).toEqual([file, { synced: [imageOf(name)], rebuilt: [] }]);
  });

  it('copies the Stripe sandbox into its container, which is one of payments', () => {
    for (const file of sourcesIn('payments/sandbox'))
      expect([file, saved(file)]).toEqual([file, { synced: ['marquee-payments'], rebuilt: [] }]);
  });

  it('copies what is common into all that run it, and makes no image of Jobs again', () => {
    const images = [...services, 'client'].map(imageOf);
    const sources = sourcesIn('common/src').filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(100);
    for (const file of sources)
      expect([file, saved(file)]).toEqual([file, { synced: images, rebuilt: [] }]);
  });

  it('copies pages, components, styles, pictures and messages, and builds nothing', () => {
    // What Next or npm reads once, at the start.
    const settings = ['client/package.json', 'client/tsconfig.json', 'client/jest.config.cjs'];
    const sources = sourcesIn('client').filter((file) => !settings.includes(file));
    expect(sources.length).toBeGreaterThan(100);
    for (const file of sources)
      expect([file, saved(file)]).toEqual([file, { synced: ['marquee-client'], rebuilt: [] }]);
  });

  it('does nothing when a test, a README, a contract or another place was saved', () => {
    const tests = services.flatMap(filesIn).filter(isTest);
    expect(tests.length).toBeGreaterThan(50);
    const others = ['README.md', 'orders/README.md', 'orders/openapi.yaml', 'docs/operations.md'];
    for (const file of [...tests, ...others, 'local/src/index.ts', 'e2e/journeys/1-buy.spec.ts'])
      expect([file, saved(file)]).toEqual([file, { synced: [], rebuilt: [] }]);
  });

  it('builds all images again for other packages, and one for its own Dockerfile', () => {
    expect(saved('package-lock.json').rebuilt).toEqual(live.map(({ image }) => image));
    expect(saved('client/package.json').rebuilt).toContain('marquee-client');
    expect(saved('infra/images/client.Dockerfile').rebuilt).toEqual(['marquee-client']);
    expect(saved('operations/src/index.ts').rebuilt).toEqual(['marquee-operations']);
  });

  it('would build without sync rules, as it does for images that are final', () => {
    expect(saved('orders/src/index.ts', build.artifacts).rebuilt).toContain('marquee-orders');
    expect(saved('orders/src/index.ts', build.artifacts).synced).toEqual([]);
  });
});
