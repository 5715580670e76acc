import { listEvents } from '@/lib/api/catalogue';
import { ApiProblem } from '@/lib/api/problem';
import { findEvents } from './find-events';

jest.mock('@/lib/api/catalogue', () => ({ listEvents: jest.fn() }));
const catalogue = jest.mocked(listEvents);

const refusal = (status: number, code: string) =>
  new ApiProblem({ status, code, title: code, detail: '', errors: [] });

test('a search that the catalogue cannot understand finds nothing', async () => {
  catalogue.mockRejectedValueOnce(refusal(400, 'invalid_request'));
  expect(await findEvents({ q: '?' }, 20)).toEqual({ events: [], hasMore: false });
});

test('an outage is not an empty result', async () => {
  catalogue.mockRejectedValueOnce(refusal(503, 'try_again'));
  await expect(findEvents({}, 20)).rejects.toThrow('try_again');
});
