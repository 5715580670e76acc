import { selectorProblems } from './documented-selectors.mjs';

const cronJob = (labels) => ({
  kind: 'CronJob',
  metadata: { name: 'orders-restore', labels: { part: 'restore' } },
  spec: { jobTemplate: { metadata: { labels }, spec: { template: { spec: { containers: [] } } } } },
});
const claims = {
  kind: 'StatefulSet',
  metadata: { name: 'nats' },
  spec: {
    selector: { matchLabels: { name: 'nats' } },
    template: { metadata: { labels: { name: 'nats', part: 'broker' } }, spec: { containers: [] } },
  },
};
const wait = 'kubectl -n marquee wait job -l part=restore --for=condition=Complete';

test('a wait for Jobs that no CronJob labels is about nothing, and named', () => {
  expect(selectorProblems(wait, [cronJob(undefined)])).toEqual([
    'production has nothing that this is about: kubectl -n marquee wait job -l part=restore',
  ]);
  expect(selectorProblems(wait, [cronJob({ part: 'restore' })])).toEqual([]);
});

test.each([
  ['kubectl -n marquee delete pvc -l name=nats', 0],
  ['kubectl -n marquee delete pvc -l name=other', 1],
  ["kubectl -n marquee wait pod -l 'part in (api, broker)' --for=delete", 0],
  ["kubectl -n marquee wait pod -l 'part in (api, worker),name=nats' --for=delete", 1],
  ['kubectl -n marquee wait deployment -l name=nats', 1],
])('%s leaves %i commands without anything', (text, count) => {
  expect(selectorProblems(text, [claims])).toHaveLength(count);
});
