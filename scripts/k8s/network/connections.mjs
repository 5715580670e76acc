import { selects, workloadsOf } from '../pods.mjs';

/** @typedef {import('../render.mjs').Manifest} Manifest */
/** @typedef {{ name: string, labels?: Record<string, string>, namespace?: Record<string, string>,
 *   isInternet?: boolean }} Party */

/** Those outside of our namespace that a policy may name. @type {Party[]} */
const outsiders = [
  { name: 'front door', namespace: { 'marquee/front-door': 'allowed' } },
  { name: 'monitoring', namespace: { 'marquee/monitoring': 'allowed' } },
  { name: 'internet', isInternet: true },
];

/** Pods in our namespace that others make, and no manifest of ours. @type {Party[]} */
const guests = [
  { name: 'certificate solver', labels: { 'acme.cert-manager.io/http01-solver': 'true' } },
];

/**
 * Who may open a connection to whom, by the policies alone: both ends must allow it. Asking for
 * names is left out, since everybody may.
 *
 * @param {Manifest[]} manifests
 * @returns {Map<string, string[]>} `to:port` → sorted names of those who may
 */
export function connectionsOf(manifests) {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec);
  const workloads = workloadsOf(manifests);
  /** @type {Party[]} */
  const parties = [
    ...workloads.map(({ name, labels }) => ({ name, labels })),
    ...guests,
    ...outsiders,
  ];
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const to of parties)
    for (const port of portsOf(policies))
      for (const from of parties) {
        if (from.labels === undefined && to.labels === undefined) continue;
        if (!mayLeave(policies, from, to, port) || !mayEnter(policies, from, to, port)) continue;
        const key = `${to.name}:${port}`;
        found.set(key, (found.get(key) ?? new Set()).add(from.name));
      }
  return new Map([...found].map(([key, names]) => [key, [...names].sort()]));
}

/** @param {any[]} policies @returns {number[]} */
function portsOf(policies) {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const ports = rules.flatMap(({ ports = [] }) => ports.map((/** @type {any} */ one) => one.port));
  return [...new Set(ports)].filter((port) => port !== 53);
}

/** @param {any[]} policies @param {Party} from @param {Party} to @param {number} port */
function mayLeave(policies, from, to, port) {
  if (from.labels === undefined) return true;
  const { labels } = from;
  return allows(policies.filter(isAbout('Egress', labels)).flatMap(({ egress = [] }) => egress))(
    ({ to: peers }) => peers,
    to,
    port,
  );
}

/** @param {any[]} policies @param {Party} from @param {Party} to @param {number} port */
function mayEnter(policies, from, to, port) {
  if (to.labels === undefined) return true;
  const { labels } = to;
  return allows(policies.filter(isAbout('Ingress', labels)).flatMap(({ ingress = [] }) => ingress))(
    ({ from: peers }) => peers,
    from,
    port,
  );
}

/** @param {string} direction @param {Record<string, string>} labels */
function isAbout(direction, labels) {
  return (/** @type {any} */ { policyTypes, podSelector }) =>
    policyTypes.includes(direction) && selects(podSelector, labels);
}

/** @param {any[]} rules each of which may allow */
function allows(rules) {
  return (
    /** @type {(rule: any) => any[]} */ peersOf,
    /** @type {Party} */ party,
    /** @type {number} */ port,
  ) =>
    rules.some(
      (rule) =>
        (rule.ports ?? [{ port }]).some((/** @type {any} */ one) => one.port === port) &&
        (peersOf(rule) ?? []).some((peer) => isMeant(peer, party)),
    );
}

/** @param {any} peer @param {Party} party */
function isMeant({ podSelector, namespaceSelector, ipBlock }, party) {
  if (ipBlock !== undefined) return party.isInternet === true;
  if (namespaceSelector !== undefined)
    return party.namespace !== undefined && selects(namespaceSelector, party.namespace);
  return party.labels !== undefined && selects(podSelector, party.labels);
}
