import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';
import { selects, workloadsOf } from './pods.mjs';

const read = (/** @type {string} */ file) => readFileSync(path.join(repositoryRoot, file), 'utf8');
/** What PromQL itself says in words with an underscore. */
const promQl = new Set(['histogram_quantile', 'group_left', 'group_right', 'label_replace']);

/** What the cluster itself counts: kube-state-metrics, and the kubelets of volumes. */
const isOfTheCluster = (/** @type {string} */ name) => /^kube(let_volume)?_/.test(name);

/**
 * Alerts that send nobody anywhere, and graphs of what nobody counts.
 *
 * @returns {string[]}
 */
export function monitoringProblems() {
  const rules = parse(read('infra/alerts/marquee.yaml')).spec.groups.flatMap(
    (/** @type {any} */ group) => group.rules,
  );
  const sections = [...read('docs/failure-modes.md').matchAll(/^## (.+)$/gm)].map(
    ([, name]) => name,
  );
  const counted = countedMetrics();
  const unknown = (/** @type {string} */ where, /** @type {string} */ expression) =>
    metricsOf(expression)
      .filter((name) => !counted.has(name) && !isOfTheCluster(name))
      .map((name) => `${where}: nothing counts ${name}`);
  const alertProblems = rules.flatMap((/** @type {any} */ { alert, expr, annotations }) => [
    ...unknown(`the alert ${alert}`, expr),
    ...(sections.includes(annotations.section)
      ? []
      : [`the alert ${alert}: docs/failure-modes.md has no section "${annotations.section}"`]),
  ]);
  const boards = readdirSync(path.join(repositoryRoot, 'infra/dashboards'));
  const boardProblems = boards
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const { panels } = JSON.parse(read(`infra/dashboards/${name}`));
      return panels.flatMap((/** @type {any} */ { title, targets }) =>
        targets.flatMap((/** @type {any} */ { expr }) => unknown(`${name}, "${title}"`, expr)),
      );
    });
  return [...alertProblems, ...boardProblems];
}

/**
 * Deployments that are scraped and that nobody misses when all their Pods are gone: nothing counts
 * any more then, and every other alert is silent.
 *
 * @param {import('./render.mjs').Manifest[]} manifests with the component monitoring
 * @returns {string[]}
 */
export function absenceProblems(manifests) {
  const of = (/** @type {string} */ wanted) => manifests.filter(({ kind }) => kind === wanted);
  const expressions = of('PrometheusRule')
    .flatMap(({ spec }) => spec.groups.flatMap((/** @type {any} */ { rules }) => rules))
    .map((/** @type {any} */ { expr }) => expr)
    .join('\n');
  return workloadsOf(of('Deployment'))
    .filter(({ labels }) => of('PodMonitor').some(({ spec }) => selects(spec.selector, labels)))
    .filter(({ labels }) => {
      const [name, component] = ['name', 'component'].map(
        (word) => `app_kubernetes_io_${word}="${labels[`app.kubernetes.io/${word}`]}"`,
      );
      return !expressions.includes(`absent(up{${name}, ${component}} == 1)`);
    })
    .map(({ name }) => `no alert says that ${name} is gone`);
}

/** @param {string} expression */
function metricsOf(expression) {
  const words =
    expression.replace(/by \([^)]*\)|\{[^}]*\}/g, '').match(/[a-z]+(?:_[a-z]+)+/g) ?? [];
  return words
    .filter((word) => !promQl.has(word))
    .map((word) => word.replace(/_(?:bucket|count|sum)$/, ''));
}

/** Every name that the services' sources give a metric. */
function countedMetrics() {
  const folders = readdirSync(repositoryRoot, { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  const names = folders
    .map(({ name }) => path.join(repositoryRoot, name, 'src'))
    .flatMap(sourcesIn)
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\.(?:counter|gauge|histogram)\(\s*'(\w+)'/g),
    ]);
  return new Set(names.map(([, name]) => name));
}

/** @param {string} folder @returns {string[]} */
function sourcesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => path.join(folder, name));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}
