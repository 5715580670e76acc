/**
 * What every container must say, by name. Each answers whether it does.
 * @type {Record<string, (container: any) => boolean>}
 */
export const containerRules = {
  'its image has a tag, and not "latest"': ({ image = '' }) =>
    /:[\w.-]+(@|$)/.test(image.split('/').at(-1)) && !image.endsWith(':latest'),
  'it asks for CPU and memory': ({ resources }) =>
    Boolean(resources?.requests?.cpu && resources.requests.memory),
  'it has a limit of CPU and memory': ({ resources }) =>
    Boolean(resources?.limits?.cpu && resources.limits.memory),
  'it cannot gain privileges': ({ securityContext }) =>
    securityContext?.allowPrivilegeEscalation === false,
  'its root file system is read-only': ({ securityContext }) =>
    securityContext?.readOnlyRootFilesystem === true,
  'it drops every capability': ({ securityContext }) =>
    securityContext?.capabilities?.drop?.includes('ALL') === true,
  'no secret stands in its environment in plain': ({ env = [] }) =>
    !env.some(
      (/** @type {any} */ { name, value }) =>
        value !== undefined && /PASSWORD|SECRET|KEY$|KEYFILE/.test(name),
    ),
};

/**
 * What a container that is meant to run for ever must say besides.
 * @type {Record<string, (container: any) => boolean>}
 */
export const serverRules = {
  'it has a readiness probe': ({ readinessProbe }) => readinessProbe !== undefined,
  'it has a liveness probe': ({ livenessProbe }) => livenessProbe !== undefined,
  'its liveness asks nothing of others': ({ livenessProbe }) =>
    livenessProbe?.httpGet?.path !== '/readyz',
  // NATS: all of its health but this needs a leader, whom most of the servers choose.
  'its liveness needs no leader': ({ livenessProbe }) =>
    !livenessProbe?.httpGet?.path?.startsWith('/healthz') ||
    livenessProbe.httpGet.path.endsWith('?js-enabled-only=true'),
};
