import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ingressRoutes } from '../k8s/front-door.mjs';
import { changes } from './changes.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const routes = ingressRoutes([parse(read('infra/k8s/base/ingress/ingress.yaml'))]);

/** The service that the front door asks: of two routes the longer one. */
function serviceAt(address) {
  const isUnder = ({ path: start }) => start === '/' || `${address}/`.startsWith(`${start}/`);
  return routes.filter(isUnder).sort((a, b) => b.path.length - a.path.length)[0]?.service;
}

test.each(changes)('$file says its sentence, and $address leads to $image', (change) => {
  expect(read(change.file)).toContain(change.sentence);
  expect(`marquee-${serviceAt(change.address)}`).toMatch(new RegExp(`^${change.image}(-api)?$`));
});
