import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../provision/repository.mjs';

const read = (/** @type {string} */ file) => readFileSync(path.join(repositoryRoot, file), 'utf8');
/** What PromQL itself says in words with an underscore. */
const promQl = new Set(['histogram_quantile', 'group_left', 'group_right', 'label_replace']);

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
      .filter((name) => !counted.has(name))
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

/** @param {string} expression */
function metricsOf(expression) {
  const words = expression.replace(/by \([^)]*\)/g, '').match(/[a-z]+(?:_[a-z]+)+/g) ?? [];
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
