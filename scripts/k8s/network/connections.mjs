import { selects, workloadsOf } from '../pods.mjs';

/** @typedef {import('../render.mjs').Manifest} Manifest */
/** @typedef {{ name: string, labels?: Record<string, string>, namespace?: Record<string, string>,
 *   isInternet?: boolean }} Party */

/** What a policy may call the namespace that all of ours are in. */
const ownNamespace = { 'kubernetes.io/metadata.name': 'marquee' };

/** Those outside of it that a policy may name, or let in without a name. @type {Party[]} */
const outsiders = [
  { name: 'front door', namespace: { 'marquee/front-door': 'allowed' } },
  { name: 'monitoring', namespace: { 'marquee/monitoring': 'allowed' } },
  { name: 'any namespace', namespace: {} },
  { name: 'internet', isInternet: true },
];

/** Pods in our namespace that others make, and no manifest of ours. @type {Party[]} */
const guests = [
  { name: 'certificate solver', labels: { 'acme.cert-manager.io/http01-solver': 'true' } },
];

/**
 * Who may open a connection to whom, by the policies alone: both ends must allow it, and an end that
 * no policy is about allows everything. Asking for names is left out, since everybody may.
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
  const rulesOf = (/** @type {any} */ { egress = [] }) => egress;
  return isAllowed(policies, { direction: 'Egress', end: from, other: to, port, rulesOf });
}

/** @param {any[]} policies @param {Party} from @param {Party} to @param {number} port */
function mayEnter(policies, from, to, port) {
  const rulesOf = (/** @type {any} */ { ingress = [] }) => ingress;
  return isAllowed(policies, { direction: 'Ingress', end: to, other: from, port, rulesOf });
}

/**
 * @param {any[]} policies
 * @param {{ direction: 'Ingress' | 'Egress', end: Party, other: Party, port: number,
 *   rulesOf: (policy: any) => any[] }} asked `end` is the one that the policies are about
 */
function isAllowed(policies, { direction, end: { labels }, other, port, rulesOf }) {
  if (labels === undefined) return true;
  const about = policies.filter(isAbout(direction, labels));
  return about.length === 0 || about.flatMap(rulesOf).some((rule) => allows(rule, other, port));
}

/** @param {string} direction @param {Record<string, string>} labels */
function isAbout(direction, labels) {
  return (/** @type {any} */ { policyTypes, podSelector }) =>
    policyTypes.includes(direction) && selects(podSelector, labels);
}

/**
 * A rule without ports is about all of them, one without peers about everybody; an empty list is none.
 *
 * @param {any} rule
 * @param {Party} party
 * @param {number} port
 */
function allows({ from = [], to = [], ports = [] }, party, port) {
  const peers = [...from, ...to];
  return (
    (ports.length === 0 || ports.some((/** @type {any} */ one) => one.port === port)) &&
    (peers.length === 0 || peers.some((peer) => isMeant(peer, party)))
  );
}

/** @param {any} peer @param {Party} party */
function isMeant({ podSelector, namespaceSelector, ipBlock }, party) {
  if (ipBlock !== undefined) return party.isInternet === true;
  if (party.labels === undefined)
    return party.namespace !== undefined && selects(namespaceSelector, party.namespace);
  return selects(namespaceSelector ?? {}, ownNamespace) && selects(podSelector ?? {}, party.labels);
}
