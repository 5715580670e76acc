import { createNatsStreamingBus } from '../../../bus/nats-streaming/index.js';
import { aSilentLogger } from '../../builders.js';
import type { OpenBus } from './place.js';

/** Channels for each test; waits are short, so that what a dead process held comes again soon. */
export const openBus: OpenBus = async ({ backbone, url }) =>
  createNatsStreamingBus({
    url,
    clusterId: 'marquee',
    clientName: 'contract',
    channelRoot: backbone.database.name,
    answerTimeoutMs: 1_000,
    ackWaitMs: 2_000,
    pingEveryMs: 1_000,
    logger: aSilentLogger(),
    metrics: backbone.metrics,
  });
