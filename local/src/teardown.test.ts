import { createTeardown } from './teardown.js';

test('what was started last is stopped first, once, however often it is asked for', async () => {
  const stopped: string[] = [];
  const teardown = createTeardown();
  teardown.add('first', () => void stopped.push('first'));
  teardown.add('second', () => void stopped.push('second'));

  await Promise.all([teardown.run(), teardown.run()]);

  expect(stopped).toEqual(['second', 'first']);
});

test('one part that cannot stop does not keep the others running, and is named', async () => {
  const stopped: string[] = [];
  const teardown = createTeardown();
  teardown.add('database', () => void stopped.push('database'));
  teardown.add('relay', () => Promise.reject(new Error('stuck')));

  await expect(teardown.run()).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: 'relay did not stop in order' })],
  });
  expect(stopped).toEqual(['database']);
});
