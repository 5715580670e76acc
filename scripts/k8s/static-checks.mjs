import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';
import { combinations } from './combinations.mjs';
import { componentProblems, dockerfileProblems, skaffoldProblems } from './completeness.mjs';
import { selectorProblems } from './documented-selectors.mjs';
import {
  doorProblems,
  gatewayRoutes,
  ingressRoutes,
  proxyRoutes,
  routeProblems,
} from './front-door.mjs';
import { imageProblems } from './images/image-problems.mjs';
import { absenceProblems, monitoringProblems } from './monitoring.mjs';
import { connectionsOf } from './network/connections.mjs';
import { tableProblems } from './network/table.mjs';
import { policyProblems } from './policy/check-policy.mjs';
import { referenceProblems } from './policy/references.mjs';
import { hostProblems } from './public-host.mjs';
import { missingServices } from './services.mjs';
import { sizeProblems } from './sizes.mjs';

/** @typedef {import('./render.mjs').Manifest} Manifest */
/** @typedef {import('./render-all.mjs').Renderings} Renderings */

/**
 * What can be said without a server, each check by name with what it found.
 *
 * @param {Renderings} renderings
 * @returns {Promise<[name: string, problems: string[]][]>}
 */
export async function staticChecks(renderings) {
  const of = (/** @type {string} */ name) => renderings.get(name) ?? [];
  const document = await read('docs/operations.md');
  const proxy = parse(await read('infra/k8s/components/proxy-dashboard/routes.yaml'));
  const wanted = ingressRoutes(of('ci'));
  const routes = [
    ...routeProblems('the Gateway', wanted, gatewayRoutes(of('ci-gateway'))),
    ...routeProblems(
      'the Gateway of production',
      ingressRoutes(of('prod')),
      gatewayRoutes(of('prod-gateway')),
    ),
    ...routeProblems('the proxy', wanted, proxyRoutes(proxy)),
  ];
  return [
    ['policy: every Pod of every combination', inEach(renderings, notExcepted)],
    ['references: every name leads somewhere', inEach(renderings, referenceProblems)],
    ['every service of the repository is run', missingServices(of('base'))],
    ['Ingress, Gateway and proxy have the same routes', routes],
    [
      'front doors: routes hang somewhere, https has its certificate',
      inEach(renderings, doorProblems),
    ],
    [
      'who may talk to whom is as docs/operations.md says',
      tableProblems(document, connectionsOf(of('prod'))),
    ],
    ['production answers for the host of PUBLIC_URL', hostProblems(of('prod'))],
    ["what the docs' commands select is there", selectorProblems(document, of('prod'))],
    ['the nodes that the docs name are large enough', sizeProblems(document, of)],
    ['alerts and dashboards name what exists', monitoringProblems()],
    ['an alert misses every Deployment that is scraped', absenceProblems(of('prod-monitored'))],
    ['every component is explained and rendered', componentProblems()],
    ['every Dockerfile knows every workspace', dockerfileProblems()],
    ['every image holds what its process imports', imageProblems()],
    ['skaffold builds every image of ours', skaffoldProblems(of('live'))],
  ];
}

/**
 * @param {Manifest[]} manifests
 * @param {string} name
 */
function notExcepted(manifests, name) {
  const { except = [] } = combinations.find((one) => one.name === name) ?? {};
  return policyProblems(manifests).filter(
    (problem) => !except.some((rule) => problem.endsWith(rule)),
  );
}

/**
 * Each problem once, with where it is: what is wrong in the base is wrong everywhere.
 *
 * @param {Renderings} renderings
 * @param {(manifests: Manifest[], name: string) => string[]} problemsOf
 */
function inEach(renderings, problemsOf) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [name, manifests] of renderings)
    for (const problem of problemsOf(manifests, name))
      found.set(problem, [...(found.get(problem) ?? []), name]);
  return [...found].map(([problem, names]) => `${problem} (${names.join(', ')})`);
}

/** @param {string} file */
function read(file) {
  return readFile(path.join(repositoryRoot, file), 'utf8');
}
