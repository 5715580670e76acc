import { askedBy, sizeProblems } from './sizes.mjs';

const container = (cpu, memory) => ({ resources: { requests: { cpu, memory } } });
const deployment = {
  kind: 'Deployment',
  metadata: { name: 'orders-api' },
  spec: {
    replicas: 3,
    template: { spec: { containers: [container('100m', '512Mi'), container('1', '1Gi')] } },
  },
};
const job = {
  kind: 'Job',
  metadata: { name: 'setup' },
  spec: { template: { spec: { containers: [container('200m', '512Mi')] } } },
};

test('every replica and every Job counts', () => {
  const { cpus, gibibytes } = askedBy([deployment, job]);
  expect(cpus).toBeCloseTo(3.5);
  expect(gibibytes).toBeCloseTo(5);
});

test.each([
  ['one of 4 CPUs and 6 GiB', []],
  ['three of 2 CPUs and 3 GiB', []],
  [
    'one of 4 CPUs and 5 GiB',
    ['dev asks for 3.5 CPUs and 5.0 GiB, more than the nodes that docs/operations.md names have'],
  ],
])('with %s', (nodes, problems) => {
  expect(sizeProblems(`| \`dev\` | ${nodes} |`, () => [deployment, job])).toEqual(problems);
});

test('docs without such a table are a problem, and not a success', () => {
  expect(sizeProblems('', () => [])).toHaveLength(1);
});
