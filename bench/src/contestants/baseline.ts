import jwt from 'jsonwebtoken';
import type { mongo } from 'mongoose';
import { newObjectId } from '../../baseline/models.js';
import type { BaselineReady } from '../../baseline/server.entry.js';
import { openConnection } from '../load/connection.js';
import type { Outcome } from '../load/drive.js';
import { postBytes } from '../load/request-bytes.js';
import { wishesOf } from '../race/races.js';
import type { Contestant } from './contestant.js';
import { forkEntry } from './fork-entry.js';
import { untilSteady } from './until.js';

const sessionSecret = 'a secret as long as most people make it';
const price = 25;

/** (b): the genre's usual stack, in a process of its own on the same mongod. */
export async function startBaseline(
  client: mongo.MongoClient,
  mongoUrl: string,
): Promise<Contestant> {
  const entry = new URL('../../baseline/server.entry.js', import.meta.url);
  const forked = await forkEntry<BaselineReady>(entry, [mongoUrl, sessionSecret]);
  const copies = client.db('baseline_orders').collection('tickets');
  const tickets = client.db('baseline_tickets').collection('tickets');
  await client.db('baseline_orders').collection('orders').createIndex({ ticket: 1 });

  return {
    name: '(b) usual stack',
    async prepare(race) {
      const rows = Array.from({ length: race.tickets }, () => ({
        ...{ _id: newObjectId(), title: 'A place', price, userId: 'seller', __v: 0 },
      }));
      await copies.insertMany(rows.map(({ userId: _seller, ...row }) => row));
      await tickets.insertMany(rows);
      const requests = wishesOf(race).map((wish, index) =>
        postBytes({
          path: '/api/orders',
          cookie: cookieOf(`buyer-${index}`),
          body: { ticketId: rows[wish]?._id.toHexString() },
        }),
      );
      return {
        async openBuyer() {
          const connection = await openConnection(forked.ready.port);
          return {
            async place(index) {
              const { status } = await connection.send(requests[index] ?? Buffer.alloc(0));
              return outcomeOf(status);
            },
            close: connection.close,
          };
        },
        settle: () => untilSteady(() => tickets.countDocuments({ orderId: { $exists: true } })),
      };
    },
    close: forked.stop,
  };
}

function cookieOf(id: string): string {
  const token = jwt.sign({ id, email: `${id}@marquee.example` }, sessionSecret);
  return `session=${Buffer.from(JSON.stringify({ jwt: token })).toString('base64')}`;
}

function outcomeOf(status: number): Outcome {
  if (status === 201) return 'accepted';
  return status === 400 ? 'lost' : 'failed';
}
