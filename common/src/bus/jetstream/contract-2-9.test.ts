import { startNatsServer } from '../../testing/brokers/index.js';
import { busContract } from '../../testing/bus-contract.js';

busContract('JetStream on nats-server 2.9', {
  bus: 'jetstream',
  startServer: () => startNatsServer({ version: '2.9' }),
});
