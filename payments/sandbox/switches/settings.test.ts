import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createSettings } from './settings.js';
import { allOff } from './switches.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('sandbox_settings');
});
afterAll(() => dropTestDatabase(database));

test('what is switched off stays off when an older answer of the database arrives after it', async () => {
  const settings = createSettings(database);
  await settings.setSwitches({ dropConnection: 5 });
  const ask = settings.model.findOneAndUpdate.bind(settings.model);
  let arrive = () => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let isDone = () => {};
  const done = new Promise<void>((resolve) => {
    isDone = resolve;
  });
  const lateAnswer = (...args: Parameters<typeof ask>) => ({
    lean: async () => {
      const row = await ask(...args).lean();
      isDone();
      await late;
      return row;
    },
  });
  jest.spyOn(settings.model, 'findOneAndUpdate').mockImplementationOnce(lateAnswer as never);

  const taken = settings.take('dropConnection');
  await done;
  await settings.setSwitches(allOff);
  arrive();

  expect(await taken).toBe(true);
  expect(settings.current().switches).toEqual(allOff);
});
