import { ApiProblem } from './problem';
import { requireUser } from './require-user';
import { serverGet } from './server';
import { getCurrentUser } from './session';

jest.mock('next/headers', () => ({ cookies: async () => ({ has: () => true }) }));
jest.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`redirected to ${path}`);
  },
}));
jest.mock('./server', () => ({ serverGet: jest.fn() }));

const auth = jest.mocked(serverGet);
const away = new ApiProblem({ status: 503, code: 'try_again', title: '', detail: '', errors: [] });

test('while auth is away nobody is told to sign in, but any page can still be read', async () => {
  auth.mockRejectedValue(away);
  await expect(requireUser('/tickets')).rejects.toBe(away);
  expect(await getCurrentUser()).toBeNull();
});

test('whose session is over signs in first and comes back', async () => {
  auth.mockResolvedValue({ currentUser: null });
  await expect(requireUser('/tickets')).rejects.toThrow(
    'redirected to /signin?returnTo=%2Ftickets',
  );
});
