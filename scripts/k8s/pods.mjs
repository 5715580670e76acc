/** @typedef {import('./render.mjs').Manifest} Manifest */

/**
 * A workload and the Pods it makes.
 * @typedef {{ name: string, kind: string, manifest: Manifest, labels: Record<string, string>,
 *   pod: any }} Workload
 */

/**
 * @param {Manifest[]} manifests
 * @returns {Workload[]}
 */
export function workloadsOf(manifests) {
  return manifests.flatMap((manifest) => {
    const template = templateOf(manifest);
    if (template === undefined) return [];
    const { name } = manifest.metadata;
    const labels = template.metadata?.labels ?? {};
    return [{ name, kind: manifest.kind, manifest, labels, pod: template.spec }];
  });
}

/** @param {Manifest} manifest */
function templateOf({ kind, spec }) {
  if (['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)) return spec.template;
  return kind === 'CronJob' ? spec.jobTemplate.spec.template : undefined;
}

/**
 * All its containers, those that run before it among them.
 * @param {Workload} workload
 * @returns {any[]}
 */
export function containersOf({ pod }) {
  return [...(pod.initContainers ?? []), ...pod.containers];
}

/**
 * The Pod as nobody's: Pod Security refuses Pods, not the Deployments that would make them.
 *
 * @param {Workload} workload
 * @param {number} index
 */
export function barePodOf({ name, labels, pod, manifest }, index) {
  const metadata = { name: `${name}-${index}`, namespace: 'marquee', labels };
  const claims = manifest.kind === 'StatefulSet' ? (manifest.spec.volumeClaimTemplates ?? []) : [];
  const claimed = claims.map((/** @type {any} */ claim) => ({
    name: claim.metadata.name,
    persistentVolumeClaim: { claimName: `${claim.metadata.name}-${name}-${index}` },
  }));
  const spec = { ...pod, volumes: [...(pod.volumes ?? []), ...claimed] };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

/**
 * Whether a label selector selects these labels; none selects nothing, an empty one everything.
 *
 * @param {{ matchLabels?: Record<string, string>,
 *   matchExpressions?: { key: string, operator: string, values?: string[] }[] } | undefined} selector
 * @param {Record<string, string>} labels
 */
export function selects(selector, labels) {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const hasLabels = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return (
    hasLabels && matchExpressions.every((expression) => holds(expression, labels[expression.key]))
  );
}

/**
 * @param {{ operator: string, values?: string[] }} expression
 * @param {string | undefined} value
 */
function holds({ operator, values = [] }, value) {
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  throw new TypeError(`${operator} is no operator of label selectors`);
}
