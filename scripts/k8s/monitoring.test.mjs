import { absenceProblems } from './monitoring.mjs';

const labels = (component) => ({
  'app.kubernetes.io/name': 'orders',
  'app.kubernetes.io/component': component,
});
const deployment = (component) => ({
  kind: 'Deployment',
  metadata: { name: `orders-${component}` },
  spec: { template: { metadata: { labels: labels(component) }, spec: { containers: [] } } },
});
const expression =
  'absent(up{app_kubernetes_io_name="orders", app_kubernetes_io_component="api"} == 1)';
const manifests = [
  deployment('api'),
  deployment('worker'),
  deployment('proxy'),
  {
    kind: 'PodMonitor',
    metadata: { name: 'marquee' },
    spec: {
      selector: {
        matchExpressions: [
          { key: 'app.kubernetes.io/component', operator: 'In', values: ['api', 'worker'] },
        ],
      },
    },
  },
  {
    kind: 'PrometheusRule',
    metadata: { name: 'marquee' },
    spec: { groups: [{ rules: [{ alert: 'NobodyThere', expr: expression }] }] },
  },
];

test('a Deployment that is scraped and that no alert would miss is named', () => {
  expect(absenceProblems(manifests)).toEqual(['no alert says that orders-worker is gone']);
});
