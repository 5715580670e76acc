import { containersOf, workloadsOf } from '../pods.mjs';
import { containerRules, serverRules } from './container-rules.mjs';
import { podRules, serverWorkloadRules } from './workload-rules.mjs';

/** @typedef {import('../render.mjs').Manifest} Manifest */

/** For one developer, who does without them for a minute. */
const forDevelopment = ['proxy', 'db-manager', 'jaeger'];

/**
 * What in one rendering breaks a rule, in words.
 *
 * @param {Manifest[]} manifests
 * @returns {string[]}
 */
export function policyProblems(manifests) {
  return workloadsOf(manifests).flatMap((workload) => {
    const isServer = ['Deployment', 'StatefulSet'].includes(workload.kind);
    const isPublic = isServer && !forDevelopment.includes(workload.name);
    const where = `${workload.kind} ${workload.name}`;
    return [
      ...broken(podRules, where, (rule) => rule(workload)),
      ...containersOf(workload).flatMap((container) =>
        broken(containerRules, `${where}, ${container.name}`, (rule) => rule(container)),
      ),
      ...workload.pod.containers.flatMap((/** @type {any} */ container) =>
        broken(isServer ? serverRules : {}, `${where}, ${container.name}`, (rule) =>
          rule(container),
        ),
      ),
      ...broken(isPublic ? serverWorkloadRules : {}, where, (rule) => rule(workload, manifests)),
    ];
  });
}

/**
 * @template Rule
 * @param {Record<string, Rule>} rules
 * @param {string} where
 * @param {(rule: Rule) => boolean} holds
 */
function broken(rules, where, holds) {
  return Object.entries(rules)
    .filter(([, rule]) => !holds(rule))
    .map(([words]) => `${where}: not true that ${words}`);
}
