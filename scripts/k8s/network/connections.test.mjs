import { connectionsOf } from './connections.mjs';
import { tableOf, tableProblems } from './table.mjs';

const workload = (name) => ({
  kind: 'Deployment',
  metadata: { name },
  spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [] } } },
});
const to = (name) => [{ podSelector: { matchLabels: { app: name } } }];
const ports = [{ port: 27017 }];
const policy = (name, direction, rules) => ({
  kind: 'NetworkPolicy',
  metadata: { name },
  spec: { podSelector: { matchLabels: { app: name } }, policyTypes: [direction], ...rules },
});
const leaving = policy('orders', 'Egress', { egress: [{ to: to('database'), ports }] });
const entering = policy('database', 'Ingress', { ingress: [{ from: to('orders'), ports }] });
const pods = [workload('orders'), workload('payments'), workload('database')];

test('a connection needs both ends: one alone opens nothing', () => {
  expect([...connectionsOf([...pods, leaving])]).toEqual([]);
  expect([...connectionsOf([...pods, entering])]).toEqual([]);
  expect([...connectionsOf([...pods, leaving, entering])]).toEqual([
    ['database:27017', ['orders']],
  ]);
});

test('an empty list of peers allows nobody, an empty selector everybody', () => {
  const everybody = policy('database', 'Ingress', {
    ingress: [{ from: [{ podSelector: {} }], ports }],
  });
  const leave = (name) => policy(name, 'Egress', { egress: [{ to: to('database'), ports }] });
  const found = connectionsOf([...pods, leave('orders'), leave('payments'), everybody]);
  expect(found.get('database:27017')).toEqual(['orders', 'payments']);
});

test('the docs are told what they lack and what no policy allows', () => {
  const connections = connectionsOf([...pods, leaving, entering]);
  const table = tableOf(connections).join('\n');
  const document = (rows) =>
    `# Operations\n## Who may talk to whom\n\n${rows}\n\n## Next\n| a | b |`;
  expect(tableProblems(document(table), connections)).toEqual([]);
  const other = table.replace('orders', 'payments');
  expect(tableProblems(document(other), connections)).toEqual([
    'the docs lack: | `database:27017` | orders |',
    'no policy allows: | `database:27017` | payments |',
  ]);
});
