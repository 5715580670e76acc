import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { until } from '@marquee/common/testing/until';
import { startComposedProcess } from '../src/composed-process.js';
import { repositoryRoot } from '../src/repository.js';
import { buildLocal } from './build-local.js';
import { buyBestSeats, publishEvent, signUp } from './customers.js';
import { type CollectedSpan, startSpanCollector } from './span-collector.js';

// The built processes: what jest runs is CommonJS, what is patched in an image is not.
const built = (file: string) => path.join(repositoryRoot, 'common/dist', file);
const register = `--import=${pathToFileURL(built('tracing/register.js')).href}`;

let dataDir: string;
beforeAll(buildLocal, 180_000);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-tracing-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = (OTEL_EXPORTER_OTLP_ENDPOINT: string) =>
  startComposedProcess({
    env: {
      ...{ DATA_DIR: dataDir, PORT: '0', SEED_DEMO: '0', RATE_LIMIT: 'off' },
      ...{ NODE_OPTIONS: register, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_BSP_SCHEDULE_DELAY: '200' },
    },
    client: false,
  });

/** What a span is about, in a word or two: those of consumers with the consumer. */
function named(span: CollectedSpan): string {
  const consumer = span.attributes['messaging.consumer.group.name'];
  const detail =
    consumer ?? (span.kind === 'producer' ? span.attributes['marquee.event.type'] : '');
  return `${span.kind}: ${span.name} ${String(detail)}`.trim();
}

test('one trace follows a request through outbox, bus and consumers, without anything private', async () => {
  const collector = await startSpanCollector();
  const running = await start(collector.url);
  const traceOf = (request: string) => {
    const root = collector.spans.find(({ name, kind }) => kind === 'server' && name === request);
    return collector.spans.filter(({ traceId }) => traceId === root?.traceId).map(named);
  };
  const seller = await signUp(running.url);
  const buyer = await signUp(running.url);
  const eventId = await publishEvent(seller);
  await buyBestSeats(buyer, eventId, 1);

  // The catalogue asks, inventory opens the tickets, the catalogue hears of it: three hops.
  const listed = () => traceOf('POST /api/tickets');
  await until(() => listed().includes('consumer: process inventory tickets.inventory'), {
    timeoutMs: 15_000,
  });
  expect(listed()).toEqual(
    expect.arrayContaining([
      'client: insert outbox',
      'producer: send ticket TicketListed',
      'consumer: process ticket orders.ticket',
      'producer: send inventory TicketOpened',
    ]),
  );
  const ordered = () => traceOf('POST /api/orders');
  await until(() => ordered().some((name) => name.startsWith('consumer: process order payments')));
  expect(ordered()).toEqual(
    expect.arrayContaining(['internal: place orders', 'producer: send order OrderPlaced']),
  );

  expect(await running.stop()).toMatchObject({ code: 0 });
  const [{ resource } = { resource: {} }] = collector.spans;
  expect(resource).toMatchObject({
    'service.name': 'marquee',
    'service.instance.id': expect.stringContaining(`/${running.child.pid}`),
  });
  const routes = collector.spans.map(({ attributes }) => attributes['http.route']);
  expect(routes).toContain('/api/orders');
  expect(collector.text()).not.toMatch(/marquee\.example|correct horse|session=|user_agent|\?/);
  await collector.stop();
}, 120_000);

/** A collector whose machine hangs, or that nobody has started. */
async function startAwayCollector(isListening: boolean) {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise((resolve) => void server.close(resolve));
  if (!isListening) await stop();
  return { url: `http://127.0.0.1:${port}`, server };
}

test.each([
  ['hangs', true],
  ['is not there', false],
])(
  'a collector that %s delays neither a request nor the stop',
  async (_name, isListening) => {
    const { url, server } = await startAwayCollector(isListening);
    const running = await start(url);
    const latenciesMs: number[] = [];
    for (let request = 0; request < 20; request += 1) {
      const startedAtMs = performance.now();
      expect((await fetch(`${running.url}/api/events`)).status).toBe(200);
      latenciesMs.push(performance.now() - startedAtMs);
    }
    // Whoever waited for it would wait for ten seconds, its own time limit.
    expect(Math.max(...latenciesMs)).toBeLessThan(5_000);
    // A stop that takes longer than its grace, under three seconds, ends with 1.
    expect(await running.stop()).toMatchObject({ code: 0 });
    server.close();
  },
  90_000,
);

/** The packages of OpenTelemetry that a process has loaded once everything of a service has been. */
async function loadedBy(env: Readonly<Record<string, string>>): Promise<string[]> {
  const program = `
    import { createRequire } from 'node:module';
    await import(${JSON.stringify(pathToFileURL(built('lifecycle/index.js')).href)});
    const files = Object.keys(createRequire(import.meta.url).cache);
    const names = files.flatMap((file) => /@opentelemetry\\/([\\w-]+)/.exec(file)?.[1] ?? []);
    process.stdout.write(JSON.stringify([...new Set(names)]), () => process.exit());`;
  const args = [register, '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    cwd: repositoryRoot,
  });
  return JSON.parse(stdout) as string[];
}

test('without an endpoint nothing of the SDK is loaded', async () => {
  expect(await loadedBy({})).toEqual(['api']);
  const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:9';
  expect(await loadedBy({ OTEL_EXPORTER_OTLP_ENDPOINT })).toEqual(
    expect.arrayContaining(['sdk-trace-node', 'instrumentation-mongodb']),
  );
});

test('an endpoint that is no address is refused in words', async () => {
  const started = loadedBy({ OTEL_EXPORTER_OTLP_ENDPOINT: 'jaeger' });
  await expect(started).rejects.toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT/);
});
