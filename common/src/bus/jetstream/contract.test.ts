import { startNatsServer } from '../../testing/brokers/index.js';
import { busContract } from '../../testing/bus-contract.js';

busContract('JetStream on the newest nats-server', {
  bus: 'jetstream',
  startServer: () => startNatsServer(),
});
