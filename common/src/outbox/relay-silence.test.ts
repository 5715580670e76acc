import { systemClock } from '../clock.js';
import { createMetrics } from '../metrics/index.js';
import { openDatabase } from '../mongo/index.js';
import { aTicketId, openBackbone } from '../testing/backbone.js';
import { openTcpProxy } from '../testing/brokers/tcp-proxy.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createRelay } from './index.js';

test.each([true, false])(
  'sockets that die silently stop a relay for no longer than ten seconds (shared bus: %s)',
  async (isShared) => {
    const backbone = await openBackbone('relay_silence');
    const wire = await openTcpProxy(process.env['MONGO_URL'] ?? '');
    const logger = aSilentLogger();
    const url = `${wire.url}/?directConnection=true`;
    const database = await openDatabase({ url, name: backbone.database.name, logger });
    const bus = { ...createRecordingBus(), isShared };
    const metrics = createMetrics();
    const relay = createRelay({ database, bus, logger, metrics, clock: systemClock });
    await relay.start();
    await backbone.announce(aTicketId(), 1);
    await until(() => backbone.isAllPublished(), { timeoutMs: 10_000 });

    expect(wire.silence()).toBeGreaterThan(0);
    await backbone.announce(aTicketId(), 1, 3);
    await until(() => bus.published.length >= 4, { timeoutMs: 10_000 });
    await until(() => backbone.isAllPublished(), { timeoutMs: 10_000 });

    await relay.stop();
    await database.close();
    await wire.close();
    await dropTestDatabase(backbone.database);
  },
  60_000,
);
