import { mongo } from 'mongoose';
import { aTicketId } from '../testing/backbone.js';
import { aDelivery, append, effectsOf, openConsumerProcess } from '../testing/consumer-world.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { createStateConsumer } from './index.js';

/** As the server says it where somebody else has written a row. */
const conflict = () =>
  new mongo.MongoServerError({
    ...{ message: 'WriteConflict', code: 112 },
    errorLabels: ['TransientTransactionError'],
  });

test('a round that finds no quiet moment among other writers is halved: strangers get through', async () => {
  const home = await openConsumerProcess();
  const { database } = home.options;
  const [contended, stranger] = [aTicketId(), aTicketId()];
  let isContended = true;
  const apply: typeof append = async (session, events) => {
    if (isContended && events.some((one) => one.aggregateId === contended)) throw conflict();
    await append(session, events);
  };
  const consumer = createStateConsumer({
    ...home.options,
    ...{ name: 'hot.ticket', aggregateTypes: ['ticket'], apply },
  });
  await consumer.start();
  const late = aDelivery(contended, 1);
  const verdicts = await home.bring(aDelivery(stranger, 1), late);
  expect(verdicts.map(({ kind }) => kind)).toEqual(['ack', 'retry']);
  expect(await effectsOf(database, stranger)).toEqual([1]);

  isContended = false;
  expect(await home.bring(late)).toEqual([{ kind: 'ack' }]);
  expect(await effectsOf(database, contended)).toEqual([1]);
  await consumer.stop();
  await dropTestDatabase(database);
}, 30_000);
