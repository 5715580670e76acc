import { type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Delivery } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { runInContext } from '../http/context.js';
import { createLogger } from '../logging/index.js';
import { createRounds } from '../rounds/index.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { startTestTracing, type TestTracing } from '../testing/tracing.js';
import { traceHandler, traceWork } from './index.js';

let backbone: Backbone;
let tracing: TestTracing;
beforeAll(async () => {
  backbone = await openBackbone('tracing');
});
afterAll(() => dropTestDatabase(backbone.database));
beforeEach(() => {
  tracing = startTestTracing();
});
afterEach(() => tracing.stop());

const traceIdOf = (event: DomainEvent | undefined) => event?.traceparent?.split('-')[1];
const eventOf = async (aggregateId: string) =>
  (await backbone.rows()).find((row) => row.aggregateId === aggregateId)?.event;

function announce(drafts: readonly { ticketId: string; causationId?: string }[]) {
  return backbone.database.transact((session) =>
    backbone.outbox.add(
      session,
      drafts.map(({ ticketId, ...cause }) => ({ ...aTicketDraft(ticketId, 1), ...cause })),
    ),
  );
}

/** Runs as a request of that id, within a span of its own; answers the span's trace. */
function asRequest(requestId: string, work: () => Promise<unknown>): Promise<string> {
  const causes = { requestId, correlationId: requestId, causationId: requestId };
  return trace.getTracer('test').startActiveSpan(requestId, async (span: Span) => {
    await runInContext({ ...causes, logger: aSilentLogger() }, work);
    span.end();
    return span.spanContext().traceId;
  });
}

test('a domain event carries the trace of the change, and none where nothing is traced', async () => {
  const [traced, untraced] = [aTicketId(), aTicketId()];
  const traceId = await asRequest('request-1', () => announce([{ ticketId: traced }]));
  await announce([{ ticketId: untraced }]);
  expect(traceIdOf(await eventOf(traced))).toBe(traceId);
  expect(await eventOf(untraced)).not.toHaveProperty('traceparent');
});

test('requests of one round keep their own traces, and the round is linked to each', async () => {
  const rounds = createRounds<{ ticketId: string; causationId: string }, null>({
    ...{ name: 'place things', sizeMax: 10, underWayMax: 1 },
    async serve(requests) {
      await announce(requests);
      return requests.map(() => null);
    },
  });
  const ticketIds = [aTicketId(), aTicketId()];
  const traceIds = await Promise.all(
    ticketIds.map((ticketId, at) => {
      const causationId = `request-${at}`;
      return asRequest(causationId, () => rounds.submit({ ticketId, causationId }));
    }),
  );
  const events = await Promise.all(ticketIds.map(eventOf));
  expect(events.map(traceIdOf)).toEqual(traceIds);
  expect(new Set(traceIds).size).toBe(2);
  const round = (await tracing.spans()).find(({ name }) => name === 'place things');
  expect(round?.links.map(({ context }) => context.traceId)).toEqual(traceIds);
  expect(traceIds).not.toContain(round?.spanContext().traceId);
});

async function tracedEvents(count: number): Promise<DomainEvent[]> {
  const ticketIds = Array.from({ length: count }, aTicketId);
  for (const ticketId of ticketIds) await asRequest(ticketId, () => announce([{ ticketId }]));
  const rows = await backbone.rows();
  return rows.map(({ event }) => event).filter((event) => ticketIds.includes(event.aggregateId));
}

test.each([1, 3])(
  'what a consumer makes of %i events together goes on in the trace of each',
  async (count) => {
    const events = await tracedEvents(count);
    const followers = new Map(events.map((event) => [event.id, aTicketId()]));
    const handler = traceHandler('things.tickets', async (deliveries: readonly Delivery[]) => {
      await announce(
        deliveries.map(({ event }) => ({
          ticketId: followers.get(event.id) ?? '',
          causationId: event.id,
        })),
      );
      return deliveries.map(() => ({ kind: 'ack' }) as const);
    });
    await handler(events.map((event) => ({ event, attempt: 1 })));
    for (const event of events) {
      const follower = await eventOf(followers.get(event.id) ?? '');
      expect(traceIdOf(follower)).toBe(traceIdOf(event));
      const span = (await tracing.spans()).find(
        ({ attributes }) => attributes['messaging.message.id'] === event.id,
      );
      expect(span?.spanContext().traceId).toBe(traceIdOf(event));
      expect(follower?.traceparent).toContain(span?.spanContext().spanId);
    }
  },
);

test('a delivery that is put off or parked is a failed span, whatever became of the others', async () => {
  const events = await tracedEvents(3);
  const verdicts = [
    { kind: 'ack' },
    { kind: 'retry', afterMs: 1, reason: 'x' },
    { kind: 'park', reason: 'x' },
  ] as const;
  const handler = traceHandler('things.tickets', async () => verdicts);
  await handler(events.map((event) => ({ event, attempt: 1 })));
  const spans = (await tracing.spans()).filter(({ name }) => name === 'process ticket');
  const { UNSET, ERROR } = SpanStatusCode;
  expect(spans.map(({ status }) => status.code)).toEqual([UNSET, ERROR, ERROR]);
});

test('a log line names its trace, and none where there is none', async () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: 'test', destination });
  logger.info('outside');
  const traceId = await asRequest('request-1', async () => logger.info('inside'));
  const [outside, inside] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(outside).not.toHaveProperty('trace_id');
  expect(inside).toMatchObject({ trace_id: traceId, span_id: expect.stringMatching(/^\w{16}$/) });
});

test('nothing private leaves the process: addresses, queries, statements, words of errors', async () => {
  const secret = 'anna@example.org';
  const failing = traceWork('fail', { 'marquee.payment_id': 'p1' }, async () => {
    const span = trace.getActiveSpan();
    span?.setAttributes({
      ...{ 'client.address': secret, 'user_agent.original': secret, 'url.query': secret },
      ...{ 'db.query.text': secret, 'http.request.header.cookie': secret },
      ...{ 'url.full': `https://${secret}:pw@stripe.test/v1/x?q=${secret}`, 'url.path': '/v1/x' },
    });
    span?.recordException(new Error(secret));
    span?.setStatus({ code: SpanStatusCode.ERROR, message: secret });
    span?.updateName(`fetch GET http://localhost/api/events?q=${secret}`);
    throw new RangeError(secret);
  });
  await expect(failing).rejects.toThrow(secret);
  const [span] = await tracing.spans();
  const { name, attributes, events, status } = span ?? {};
  expect({ name, attributes, events, status }).toEqual({
    name: 'fetch GET http://localhost/api/events',
    attributes: {
      ...{ 'marquee.payment_id': 'p1', 'error.type': 'RangeError' },
      ...{ 'url.full': 'https://stripe.test/v1/x', 'url.path': '/v1/x' },
    },
    events: [],
    status: { code: SpanStatusCode.ERROR },
  });
});
