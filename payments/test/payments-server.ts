import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { EventDomainEvent, EventState } from '@marquee/common/contracts/event';
import type { OrderDomainEvent, OrderState } from '@marquee/common/contracts/order';
import type { FaultPoint } from '@marquee/common/fault-point';
import type { Role, Service } from '@marquee/common/lifecycle';
import { createLogger, type Logger } from '@marquee/common/logging';
import { createMetrics, type Metrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { createRecordingBus, type RecordingBus } from '@marquee/common/testing/bus';
import { type TestAgent, testApi, testSessions } from '@marquee/common/testing/http';
import { until } from '@marquee/common/testing/until';
import request from 'supertest';
import { createPayments } from '../src/service.js';
import type { PaymentTimings } from '../src/settings.js';
import type { Terms } from '../src/terms.js';
import { eventEvent, orderEvent } from './orders.js';
import { type TestSandbox, testSecretKey } from './sandbox-server.js';

export interface TestPaymentsOptions {
  readonly database: Database;
  readonly sandbox: Pick<TestSandbox, 'address' | 'frontDoor'>;
  readonly bus?: RecordingBus;
  readonly role?: Role;
  readonly faultPoint?: FaultPoint;
  readonly timings?: Partial<PaymentTimings>;
  readonly stripeTimeoutMs?: number;
  readonly webhookSecrets?: readonly string[];
  /** The longest pause between two looks at an unfinished payment; 50. */
  readonly rereadMsMax?: number;
  readonly terms?: Partial<Terms>;
  readonly logger?: Logger;
  readonly rateLimited?: boolean;
}

export interface TestPayments {
  readonly service: Service;
  readonly bus: RecordingBus;
  readonly metrics: Metrics;
  agent(user?: CurrentUser): TestAgent;
  /** Tickets says how an Event is; applied when this resolves. */
  tellOfEvent(type: EventDomainEvent['type'], event: EventState): Promise<void>;
  /** Orders says something; applied when this resolves. */
  tell(type: OrderDomainEvent['type'], order: OrderState): Promise<void>;
  /** POST /api/payments of the order's buyer. */
  pay(buyer: CurrentUser, order: OrderState): request.Test;
  /** The browser confirms with a test card at the front door. */
  confirm(clientSecret: string, card: string, fields?: Record<string, string>): request.Test;
  /** The types announced for a payment, in the order of their versions. */
  announced(paymentId: string): string[];
  /** Waits until the payment has the status, as its buyer sees it. */
  reaches(buyer: CurrentUser, paymentId: string, status: string): Promise<void>;
}

const quickTimings: Partial<PaymentTimings> = {
  leaseMs: 3_000,
  answerWithinMs: 1_000,
  failureWaitMsMax: 100,
  orphanSweepMs: 200,
  refundRetryMs: 20,
  payoutRetryMs: 50,
  payoutIdleMsMax: 100,
  readsPerSecondMax: 1_000,
};

/** Payments with the real SDK, talking to the sandbox, and a bus whose other end is the test. */
export async function startPayments(options: TestPaymentsOptions): Promise<TestPayments> {
  const { database, sandbox, bus = createRecordingBus() } = options;
  const logger = options.logger ?? createLogger({ name: 'test', level: 'silent' });
  const sessions = testSessions();
  const metrics = createMetrics();
  const service = createPayments({
    database,
    bus,
    sessions,
    logger,
    metrics,
    clock: systemClock,
    config: {
      stripe: {
        secretKey: testSecretKey,
        webhookSecrets: options.webhookSecrets ?? [],
        address: sandbox.address,
        timeoutMs: options.stripeTimeoutMs ?? 2_000,
      },
      rereadMsMax: options.rereadMsMax ?? 50,
      publicUrl: 'http://localhost:3000',
      terms: { feeBasisPoints: 1_000, payoutDelayHours: 48, ...options.terms },
      timings: { ...quickTimings, ...options.timings },
      rateLimited: options.rateLimited ?? false,
    },
    ...(options.faultPoint !== undefined && { faultPoint: options.faultPoint }),
  });
  await service.start(options.role ?? 'all');
  const api = testApi(service, { sessions });

  const announcedOf = (paymentId: string): DomainEvent[] => [
    ...new Map(
      bus.published
        .filter((event) => event.aggregateId === paymentId)
        .map((event) => [event.aggregateVersion, event] as const),
    ).values(),
  ];

  return {
    service,
    bus,
    metrics,
    agent: (user) => api.agent(user),
    async tellOfEvent(type, event) {
      const verdicts = await bus.deliver(eventEvent(type, event));
      expect(verdicts).toEqual([{ kind: 'ack' }]);
    },
    async tell(type, order) {
      const verdicts = await bus.deliver(orderEvent(type, order));
      expect(verdicts).toEqual([{ kind: 'ack' }]);
    },
    pay: (buyer, order) => api.agent(buyer).post('/api/payments').send({ orderId: order.orderId }),
    confirm(clientSecret, card, fields = {}) {
      const id = clientSecret.split('_secret_')[0] ?? '';
      return request(sandbox.frontDoor)
        .post(`/sandbox/stripe/v1/payment_intents/${id}/confirm`)
        .type('form')
        .send({
          key: 'pk_test_marquee',
          client_secret: clientSecret,
          payment_method: card,
          ...fields,
        });
    },
    announced: (paymentId) => announcedOf(paymentId).map((event) => event.type),
    async reaches(buyer, paymentId, status) {
      const agent = api.agent(buyer);
      let last = '';
      await until(
        async () => {
          const res = await agent.get(`/api/payments/${paymentId}`);
          last = res.body.payment?.status;
          return last === status;
        },
        { timeoutMs: 10_000 },
      ).catch((error: unknown) => {
        throw new Error(`${paymentId} is ${last}, not ${status}`, { cause: error });
      });
    },
  };
}
