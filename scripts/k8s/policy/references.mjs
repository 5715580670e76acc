import { containersOf, selects, workloadsOf } from '../pods.mjs';

/** @typedef {import('../render.mjs').Manifest} Manifest */

/**
 * Names that lead nowhere within one rendering: the API server accepts them, and the Pod waits.
 *
 * @param {Manifest[]} manifests
 * @returns {string[]}
 */
export function referenceProblems(manifests) {
  const has = (/** @type {string} */ kind, /** @type {string} */ name) =>
    manifests.some((one) => one.kind === kind && one.metadata.name === name);
  const lost = workloadsOf(manifests).flatMap((workload) =>
    referencesOf(workload)
      .filter(([kind, name]) => !has(kind, name))
      .map(([kind, name]) => `${workload.name} needs the ${kind} ${name}, which is not there`),
  );
  return [...lost, ...lonelyServices(manifests), ...lostBackends(manifests, has)];
}

/**
 * @param {import('../pods.mjs').Workload} workload
 * @returns {[kind: string, name: string][]}
 */
function referencesOf(workload) {
  /** @type {[string, string | undefined][]} */
  const found = [['ServiceAccount', workload.pod.serviceAccountName]];
  for (const { env = [], envFrom = [] } of containersOf(workload)) {
    for (const { secretRef, configMapRef } of envFrom)
      found.push(['Secret', secretRef?.name], ['ConfigMap', configMapRef?.name]);
    for (const { valueFrom } of env) found.push(['Secret', valueFrom?.secretKeyRef?.name]);
  }
  for (const { secret, configMap, persistentVolumeClaim } of workload.pod.volumes ?? []) {
    found.push(['Secret', secret?.secretName], ['ConfigMap', configMap?.name]);
    found.push(['PersistentVolumeClaim', persistentVolumeClaim?.claimName]);
  }
  return found.flatMap(([kind, name]) => (name === undefined ? [] : [[kind, name]]));
}

/** @param {Manifest[]} manifests */
function lonelyServices(manifests) {
  const workloads = workloadsOf(manifests);
  return manifests
    .filter(({ kind }) => kind === 'Service')
    .filter(({ spec }) => {
      const behind = workloads.filter(({ labels }) =>
        selects({ matchLabels: spec.selector }, labels),
      );
      const ports = behind.flatMap(({ pod }) => pod.containers).flatMap(({ ports = [] }) => ports);
      return !spec.ports.every((/** @type {any} */ { targetPort }) =>
        ports.some(({ name, containerPort }) => [name, containerPort].includes(targetPort)),
      );
    })
    .map(({ metadata }) => `the Service ${metadata.name} has a port nobody listens on`);
}

/**
 * @param {Manifest[]} manifests
 * @param {(kind: string, name: string) => boolean} has
 */
function lostBackends(manifests, has) {
  const rules = manifests.flatMap(({ kind, spec }) =>
    kind === 'Ingress' || kind === 'HTTPRoute' ? spec.rules : [],
  );
  const names = rules.flatMap(({ http, backendRefs = [] }) =>
    http === undefined
      ? backendRefs.map((/** @type {any} */ { name }) => name)
      : http.paths.map((/** @type {any} */ { backend }) => backend.service.name),
  );
  return names
    .filter((name) => !has('Service', name))
    .map((name) => `the front door leads to ${name}, which is not there`);
}
