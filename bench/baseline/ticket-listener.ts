import type { TicketsModels } from './models.js';
import type { StubBroker } from './stub-broker.js';

/** The tickets service's part: the ticket remembers its order. The last one to come wins. */
export function listenForOrders(broker: StubBroker, { Ticket }: TicketsModels): void {
  broker.subscribe(async (message) => {
    const ticket = await Ticket.findById(message.ticket.id);
    if (!ticket) return;
    ticket.set({ orderId: message.id });
    await ticket.save();
  });
}
