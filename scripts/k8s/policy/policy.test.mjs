import { policyProblems } from './check-policy.mjs';
import { containerRules, serverRules } from './container-rules.mjs';
import { referenceProblems } from './references.mjs';
import { podRules, serverWorkloadRules } from './workload-rules.mjs';

const probe = { httpGet: { path: '/livez', port: 9090 } };
const labels = {
  'app.kubernetes.io/name': 'orders',
  'app.kubernetes.io/component': 'api',
  'app.kubernetes.io/part-of': 'marquee',
};

function good() {
  const container = {
    name: 'service',
    image: 'registry.example.org:5000/marquee-orders:1.2.3',
    resources: { requests: { cpu: '1', memory: '1' }, limits: { cpu: '1', memory: '1' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    ...{ readinessProbe: probe, livenessProbe: probe, startupProbe: probe },
    env: [{ name: 'ROLE', value: 'api' }],
  };
  const pod = {
    serviceAccountName: 'orders-account',
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 30,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [{ labelSelector: { matchLabels: labels } }],
    containers: [container],
  };
  return {
    kind: 'Deployment',
    metadata: { name: 'orders-api' },
    spec: { template: { metadata: { labels: { ...labels } }, spec: pod } },
  };
}
const budget = {
  kind: 'PodDisruptionBudget',
  metadata: { name: 'orders-api' },
  spec: { selector: { matchLabels: labels } },
};

/** How each rule is broken; one without an entry here fails the test below. */
const breaks = {
  'its image has a tag, and not "latest"': ({ container }) => {
    container.image = 'registry.example.org:5000/marquee-orders';
  },
  'it asks for CPU and memory': ({ container }) => delete container.resources.requests.memory,
  'it has a limit of CPU and memory': ({ container }) => delete container.resources.limits,
  'it cannot gain privileges': ({ container }) =>
    delete container.securityContext.allowPrivilegeEscalation,
  'its root file system is read-only': ({ container }) => {
    container.securityContext.readOnlyRootFilesystem = false;
  },
  'it drops every capability': ({ container }) => delete container.securityContext.capabilities,
  'no secret stands in its environment in plain': ({ container }) =>
    container.env.push({ name: 'NATS_PASSWORD', value: 'x' }),
  'it has a readiness probe': ({ container }) => delete container.readinessProbe,
  'it has a liveness probe': ({ container }) => delete container.livenessProbe,
  'its liveness asks nothing of others': ({ container }) => {
    container.livenessProbe = { httpGet: { path: '/readyz' } };
  },
  'its liveness needs no leader': ({ container }) => {
    container.livenessProbe = { httpGet: { path: '/healthz?js-server-only=true' } };
  },
  'it does not run as root': ({ pod }) => delete pod.securityContext.runAsNonRoot,
  'it has the default seccomp profile': ({ pod }) => delete pod.securityContext.seccompProfile,
  'it has an account of its own, without a token': ({ pod }) =>
    delete pod.automountServiceAccountToken,
  'it uses nothing of its node': ({ pod }) => {
    pod.volumes = [{ name: 'x', hostPath: { path: '/' } }];
  },
  'it says its name, component and part': ({ template }) =>
    delete template.metadata.labels['app.kubernetes.io/part-of'],
  'a disruption budget names it': ({ manifests }) => manifests.pop(),
  'it is spread over nodes': ({ pod }) => delete pod.topologySpreadConstraints,
  'it has more time to stop than it needs': ({ pod }) => delete pod.terminationGracePeriodSeconds,
  'only its own image rolls it': ({ pod, container }) => {
    pod.initContainers = [{ ...container, image: 'marquee-operations:1.2.3' }];
  },
  'a port that is open does not make it ready': ({ container }) => {
    container.readinessProbe = { tcpSocket: { port: 3000 } };
  },
  'it serves on until nobody sends requests there': ({ container }) => delete container.lifecycle,
  'a startup probe gives it time to start': ({ container }) => delete container.startupProbe,
};

test('what keeps every rule has no problem', () => {
  expect(policyProblems([good(), budget])).toEqual([]);
});

const rules = { ...containerRules, ...serverRules, ...podRules, ...serverWorkloadRules };
test.each(Object.keys(rules))('that "%s" is noticed when it is not so', (words) => {
  const deployment = good();
  const { template } = deployment.spec;
  const manifests = [deployment, budget];
  breaks[words]({
    manifests,
    template,
    pod: template.spec,
    container: template.spec.containers[0],
  });
  expect(policyProblems(manifests).join('\n')).toContain(words);
});

test('a name that leads nowhere is noticed', () => {
  const deployment = good();
  deployment.spec.template.spec.containers[0].envFrom = [{ secretRef: { name: 'gone' } }];
  expect(referenceProblems([deployment])).toEqual([
    'orders-api needs the ServiceAccount orders-account, which is not there',
    'orders-api needs the Secret gone, which is not there',
  ]);
});
