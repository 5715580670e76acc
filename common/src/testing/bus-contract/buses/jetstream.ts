import { createJetStreamBus } from '../../../bus/jetstream/index.js';
import { aSilentLogger } from '../../builders.js';
import type { OpenBus } from './place.js';

/** A stream for each test; waits are short, so that what a dead process held comes again soon. */
export const openBus: OpenBus = async ({ backbone, url }) =>
  createJetStreamBus({
    servers: [url],
    name: 'contract',
    streamName: backbone.database.name,
    subjectRoot: backbone.database.name,
    maxBytes: 16 * 1024 ** 2,
    answerTimeoutMs: 1_000,
    ackWaitMs: 1_500,
    logger: aSilentLogger(),
    metrics: backbone.metrics,
  });
