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
  const closed = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const all = [...pods, { kind: 'NetworkPolicy', metadata: { name: 'closed' }, spec: closed }];
  expect([...connectionsOf([...all, leaving])]).toEqual([]);
  expect([...connectionsOf([...all, entering])]).toEqual([]);
  expect([...connectionsOf([...all, leaving, entering])]).toEqual([['database:27017', ['orders']]]);
});

/** The database lets in whom the rules say, and everybody may leave for it. */
const whoEnters = (...ingress) => {
  const leave = (name) => policy(name, 'Egress', { egress: [{ to: to('database'), ports }] });
  const enter = policy('database', 'Ingress', { ingress });
  return connectionsOf([...pods, leave('orders'), leave('payments'), enter]).get('database:27017');
};
const outside = ['any namespace', 'front door', 'internet', 'monitoring'];

test('a Pod that no policy is about may be reached by all who may leave', () => {
  expect(connectionsOf([...pods, leaving]).get('database:27017')).toEqual(
    expect.arrayContaining(['orders', 'payments', ...outside]),
  );
});

test('a rule without peers, or with none in its list, lets everybody in', () => {
  const everybody = expect.arrayContaining(['orders', 'payments', ...outside]);
  expect(whoEnters({ ports })).toEqual(everybody);
  expect(whoEnters({ from: [], ports })).toEqual(everybody);
});

test('an empty selector is about all Pods of ours, and about nobody else', () => {
  const found = whoEnters({ from: [{ podSelector: {} }], ports });
  expect(found).toEqual(expect.arrayContaining(['orders', 'payments']));
  for (const name of outside) expect(found).not.toContain(name);
});

test('an empty selector of namespaces is about Pods of any, ours among them', () => {
  const found = whoEnters({ from: [{ namespaceSelector: {} }], ports });
  expect(found).toEqual(
    expect.arrayContaining(['any namespace', 'front door', 'monitoring', 'orders', 'payments']),
  );
  expect(found).not.toContain('internet');
});

test('the docs are told what they lack and what no policy allows', () => {
  const connections = new Map([['database:27017', ['orders']]]);
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
