import { startNatsStreamingServer } from '../../testing/brokers/index.js';
import { busContract } from '../../testing/bus-contract.js';

busContract('NATS Streaming', { bus: 'nats-streaming', startServer: startNatsStreamingServer });
