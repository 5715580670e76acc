import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const infra = path.resolve(import.meta.dirname, '../../infra/k8s');
let components;
let values;
beforeEach(async () => {
  components = await mkdtemp(path.join(tmpdir(), 'marquee-secrets-'));
  values = path.join(components, 'secrets/values');
});
afterEach(() => rm(components, { recursive: true }));

const make = () =>
  promisify(execFile)(process.execPath, [
    path.join(infra, 'make-secrets.mjs'),
    `--components=${components}`,
  ]);

test('what is made is for its owner alone, also what others could read before', async () => {
  await make();
  for (const name of await readdir(values)) await chmod(path.join(values, name), 0o644);
  await make();
  for (const name of await readdir(values)) {
    const { mode } = await stat(path.join(values, name));
    expect([name, mode & 0o777]).toEqual([name, 0o600]);
  }
});

test("another password of a database changes nothing that its members' Pods read", async () => {
  const contents = async () => {
    const names = (await readdir(values)).filter((name) => name.startsWith('orders'));
    const texts = names.map((name) => readFile(path.join(values, name), 'utf8'));
    return new Map((await Promise.all(texts)).map((text, index) => [names[index], text]));
  };
  await make();
  const before = await contents();
  const passwords = path.join(values, 'passwords.env');
  const text = await readFile(passwords, 'utf8');
  await writeFile(passwords, text.replace(/^ORDERS_MONGO_PASSWORD=.*\n/m, ''));
  await make();
  const after = await contents();
  const changed = [...after.keys()].filter((name) => after.get(name) !== before.get(name));
  expect(changed.sort()).toEqual(['orders-mongodb-secrets.env', 'orders-secrets.env']);

  const { spec } = parse(
    await readFile(path.join(infra, 'base/mongodb/stateful-set.yaml'), 'utf8'),
  );
  const mounted = spec.template.spec.volumes.flatMap(({ secret }) => secret?.secretName ?? []);
  expect(mounted).toEqual(['mongodb-keyfile']);
});
