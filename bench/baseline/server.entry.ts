import mongoose from 'mongoose';
import { stopWithParent } from '../src/contestants/fork-entry.js';
import { createApp } from './app.js';
import { ordersModels, ticketsModels } from './models.js';
import { createStubBroker } from './stub-broker.js';
import { listenForOrders } from './ticket-listener.js';

export interface BaselineReady {
  readonly port: number;
}

// The process of the baseline: orders' route, and beside it the listener of tickets.
const [mongoUrl = '', sessionSecret = ''] = process.argv.slice(2);
const connection = await mongoose.createConnection(mongoUrl).asPromise();
const orders = ordersModels(connection.useDb('baseline_orders'));
const tickets = ticketsModels(connection.useDb('baseline_tickets'));

const broker = createStubBroker();
listenForOrders(broker, tickets);
const server = createApp({ orders, broker, sessionSecret }).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Listening without a port');
  process.send?.({ port: address.port } satisfies BaselineReady);
});

stopWithParent(async () => {
  server.close();
  server.closeAllConnections();
  await connection.close();
});
