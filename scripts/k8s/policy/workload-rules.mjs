import { selects } from '../pods.mjs';

/** @typedef {import('../pods.mjs').Workload} Workload */
/** @typedef {import('../render.mjs').Manifest} Manifest */

const labels = ['name', 'component', 'part-of'].map((word) => `app.kubernetes.io/${word}`);

/**
 * What every Pod must say, by name. Each answers whether it does.
 * @type {Record<string, (workload: Workload) => boolean>}
 */
export const podRules = {
  'it does not run as root': ({ pod }) => pod.securityContext?.runAsNonRoot === true,
  'it has the default seccomp profile': ({ pod }) =>
    pod.securityContext?.seccompProfile?.type === 'RuntimeDefault',
  'it has an account of its own, without a token': ({ pod }) =>
    pod.automountServiceAccountToken === false && pod.serviceAccountName !== undefined,
  'it uses nothing of its node': ({ pod }) =>
    !pod.hostNetwork && !pod.hostPID && !pod.hostIPC && !pod.volumes?.some(isOfTheNode),
  'it says its name, component and part': (workload) =>
    labels.every((label) => workload.labels[label] !== undefined),
};

/** @param {any} volume */
const isOfTheNode = (volume) => volume.hostPath !== undefined;

/**
 * What every workload that serves must have, besides those for one developer.
 * @type {Record<string, (workload: Workload, all: Manifest[]) => boolean>}
 */
export const serverWorkloadRules = {
  'a disruption budget names it': (workload, all) =>
    all.some(
      ({ kind, spec }) => kind === 'PodDisruptionBudget' && selects(spec.selector, workload.labels),
    ),
  'it is spread over nodes': ({ pod, labels: own }) =>
    pod.topologySpreadConstraints?.some((/** @type {any} */ one) =>
      selects(one.labelSelector, own),
    ),
  'it has more time to stop than it needs': ({ pod }) =>
    (pod.terminationGracePeriodSeconds ?? 0) >= 30,
  'only its own image rolls it': ({ pod }) =>
    (pod.initContainers ?? []).every((/** @type {any} */ { image }) =>
      pod.containers.some((/** @type {any} */ one) => one.image === image),
    ),
  'a port that is open does not make it ready': ({ pod }) =>
    pod.containers.every(
      (/** @type {any} */ { readinessProbe }) => readinessProbe?.tcpSocket === undefined,
    ),
  'it serves on until nobody sends requests there': ({ kind, pod }) =>
    kind !== 'Deployment' ||
    pod.containers.every((/** @type {any} */ { lifecycle }) => lifecycle?.preStop !== undefined),
  'a startup probe gives it time to start': ({ pod }) =>
    pod.containers.every((/** @type {any} */ { startupProbe }) => startupProbe !== undefined),
};
