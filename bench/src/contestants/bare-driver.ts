import { newId } from '@marquee/common/ids';
import type { mongo } from 'mongoose';
import { wishesOf } from '../race/races.js';
import type { Contestant } from './contestant.js';

interface TicketRow {
  readonly _id: string;
  readonly status: 'available' | 'held';
  readonly orderId?: string;
}

/**
 * (a): as little as a sale can be. A conditional update of the ticket, then an insert of the
 * order, by the bare driver in the load generator itself: no HTTP, no session, no transaction, no
 * domain events. A crash between the two leaves a ticket held by nobody.
 */
export function bareDriver(client: mongo.MongoClient): Contestant {
  const tickets = client.db('bare').collection<TicketRow>('tickets');
  const orders = client.db('bare').collection<{ _id: string }>('orders');
  return {
    name: '(a) bare driver',
    async prepare(race) {
      const rows = Array.from({ length: race.tickets }, (): TicketRow => {
        return { _id: newId(), status: 'available' };
      });
      await tickets.insertMany(rows);
      const wishes = wishesOf(race).map((wish) => rows[wish]?._id ?? '');
      return {
        async openBuyer() {
          return {
            async place(index) {
              const ticketId = wishes[index] ?? '';
              const orderId: string = newId();
              const { modifiedCount } = await tickets.updateOne(
                { _id: ticketId, status: 'available' },
                { $set: { status: 'held', orderId } },
              );
              if (modifiedCount === 0) return 'lost';
              await orders.insertOne(anOrder(orderId, ticketId, index));
              return 'accepted';
            },
            close: () => {},
          };
        },
        settle: async () => {},
      };
    },
    close: async () => {},
  };
}

/** Of the size of a real one. */
export function anOrder(orderId: string, ticketId: string, buyer: number) {
  const price = { amount: 2500, currency: 'EUR' };
  const place = { section: 'Floor', row: null, seat: null };
  return {
    _id: orderId,
    buyerId: `buyer-${buyer}`,
    items: [{ ticketId, ...place, price }],
    total: price,
    status: 'awaiting_payment',
    active: true,
    placedAt: new Date(),
    expiresAt: new Date(Date.now() + 900_000),
    version: 1,
  };
}
