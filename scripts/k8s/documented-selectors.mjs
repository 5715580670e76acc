import { selects, workloadsOf } from './pods.mjs';

/** @typedef {import('./render.mjs').Manifest} Manifest */

/** `kubectl -n marquee wait job -l a=b …`: what it is about, and which of them. */
const command = /kubectl -n marquee [a-z-]+ ([a-z]+)\b[^\n#]*? -l (?:'([^']+)'|([^\s`]+))/g;

/**
 * Commands of the docs that are about nothing: kubectl says so, and the next line is run.
 *
 * @param {string} document docs/operations.md
 * @param {Manifest[]} manifests of production
 * @returns {string[]}
 */
export function selectorProblems(document, manifests) {
  const commands = [...document.matchAll(command)];
  if (commands.length === 0) return ['docs/operations.md selects nothing by labels'];
  return commands
    .filter(([, kind = '', quoted, plain]) => {
      const selector = selectorOf(quoted ?? plain ?? '');
      return !labelsOf(kind, manifests).some((labels) => selects(selector, labels));
    })
    .map(([text]) => `production has nothing that this is about: ${text}`);
}

/** @param {string} text `a=b,c in (d, e)` */
function selectorOf(text) {
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  return {
    matchExpressions: parts.map((part) => {
      const [, key = '', values = ''] = /^(\S+?)(?:=| in )\(?([^)]*)\)?$/.exec(part) ?? [];
      return { key, operator: 'In', values: values.split(',').map((value) => value.trim()) };
    }),
  };
}

/**
 * The labels of everything of a kind, those that controllers will make among it.
 *
 * @param {string} kind as kubectl's users say it
 * @param {Manifest[]} manifests
 * @returns {Record<string, string>[]}
 */
function labelsOf(kind, manifests) {
  const made = {
    pod: () => workloadsOf(manifests).map(({ labels }) => labels),
    job: () =>
      manifests
        .filter((one) => one.kind === 'CronJob')
        .map(({ spec }) => spec.jobTemplate.metadata?.labels ?? {}),
    // A claim of a StatefulSet has the labels it selects its Pods by.
    pvc: () =>
      manifests
        .filter((one) => one.kind === 'StatefulSet')
        .map(({ spec }) => spec.selector.matchLabels),
  };
  const own = manifests.filter((one) => one.kind.toLowerCase() === kind);
  return [
    ...own.map(({ metadata }) => metadata.labels ?? {}),
    ...(made[/** @type {keyof typeof made} */ (kind)]?.() ?? []),
  ];
}
