import { Router } from 'express';
import { requireUser } from './current-user.js';
import { type OrdersModels, takenStatuses } from './models.js';
import type { StubBroker } from './stub-broker.js';

const holdSeconds = 900;

export interface PlaceOrderDeps {
  readonly orders: OrdersModels;
  readonly broker: StubBroker;
}

/** Look, then act: nothing holds between the two. */
export function placeOrderRoute({ orders: { Ticket, Order }, broker }: PlaceOrderDeps): Router {
  return Router().post('/api/orders', requireUser, async (req, res) => {
    const { ticketId } = req.body as { ticketId?: unknown };
    if (typeof ticketId !== 'string') {
      res.status(400).send({ errors: [{ message: 'A ticket is needed' }] });
      return;
    }
    const ticket = await Ticket.findById(ticketId);
    if (!ticket) {
      res.status(404).send({ errors: [{ message: 'No such ticket' }] });
      return;
    }
    const taken = await Order.findOne({ ticket: ticket._id, status: { $in: takenStatuses } });
    if (taken) {
      res.status(400).send({ errors: [{ message: 'The ticket is reserved' }] });
      return;
    }
    const expiresAt = new Date(Date.now() + holdSeconds * 1000);
    const userId = req.baselineUser?.id ?? '';
    const order = new Order({ userId, status: 'created', expiresAt, ticket });
    await order.save();
    await broker.publish({
      ...{ id: order.id, userId, status: order.status },
      expiresAt: expiresAt.toISOString(),
      ticket: { id: ticket.id, price: ticket.price },
    });
    res.status(201).send(order);
  });
}
