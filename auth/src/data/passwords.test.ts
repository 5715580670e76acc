import argon2 from '@node-rs/argon2';
import { createPasswords, passwordCosts } from './passwords.js';

const cheap = { memoryKib: 8, passes: 1, lanes: 1 };

it('hashes with argon2id, 19 MiB, two passes, one lane', async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.matches('correct horse battery', hash)).toBe(true);
  expect(await passwords.matches('correct horse batterz', hash)).toBe(false);
  expect(passwords.isOutdated(hash)).toBe(false);
});

it('a hash is outdated when a cost has risen, not when one has fallen', async () => {
  const hash = await createPasswords(cheap).hash('correct horse battery');
  expect(createPasswords(passwordCosts).isOutdated(hash)).toBe(true);
  expect(createPasswords({ ...cheap, memoryKib: 4 }).isOutdated(hash)).toBe(false);
});

it('a password typed on another system, composed otherwise, is the same', async () => {
  const passwords = createPasswords(cheap);
  const hash = await passwords.hash('crème brûlée!'.normalize('NFD'));
  expect(await passwords.matches('crème brûlée!'.normalize('NFC'), hash)).toBe(true);
});

it('a burst waits its turn, and one beyond reason is told to come back', async () => {
  const passwords = createPasswords(cheap);
  const results = await Promise.allSettled(
    Array.from({ length: 400 }, () => passwords.hash('correct horse battery')),
  );
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'try_again' });
  await expect(passwords.hash('afterwards')).resolves.toContain('$argon2id$');
});

it('a failed hash for unknown addresses is made again, not kept', async () => {
  const passwords = createPasswords(cheap);
  jest.spyOn(argon2, 'hash').mockRejectedValueOnce(new Error('no memory just now'));
  await expect(passwords.matchesNobody('whatever it is')).rejects.toThrow('no memory');
  expect(await passwords.matchesNobody('whatever it is')).toBe(false);
});
