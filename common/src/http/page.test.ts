import { Router } from 'express';
import { z } from 'zod';
import { testApi } from '../testing/http.js';
import { checked, cursorOf, decodeCursor, limitOf, pageInput, pageOf } from './index.js';
import { encodeCursor } from './page.js';

const shape = z.tuple([z.iso.datetime(), z.uuid()]);
const values = ['2027-01-05T20:00:00Z', '01939f3a-5b00-7000-8000-000000000001'] as const;

const router = Router().get('/api/things', ...checked(...pageInput()), (req, res) => {
  const cursor = cursorOf(req);
  res.json({
    limit: limitOf(req),
    after: cursor === undefined ? null : decodeCursor(cursor, shape),
  });
});
const get = (path: string) => testApi({ router }).agent().get(path);

it('a list has 20 items unless told otherwise, and goes on where its cursor says', async () => {
  const res = await get(`/api/things?cursor=${encodeCursor(values)}`).expect(200);
  expect(res.body).toEqual({ limit: 20, after: values });
});

it.each(['0', '101', '1.5', '-1', '', 'ten', '1e2', '+5', '007'])(
  'limit=%s is 400',
  async (limit) => {
    const res = await get(`/api/things?limit=${encodeURIComponent(limit)}`).expect(400);
    expect(res.body.errors).toEqual([
      { field: 'limit', message: 'must be a whole number from 1 to 100' },
    ]);
  },
);

it.each(['1', '100'])('limit=%s is taken', async (limit) => {
  const res = await get(`/api/things?limit=${limit}`).expect(200);
  expect(res.body.limit).toBe(Number(limit));
});

it.each(['', 'x', encodeCursor(['2027']), encodeCursor([{ $gt: '' }, 1])])(
  'a cursor nobody gave out (%s) is 400',
  async (cursor) => {
    const res = await get(`/api/things?cursor=${cursor}`).expect(400);
    expect(res.body.errors[0].field).toBe('cursor');
  },
);

it('a page shows as many rows as were asked for, and says how to go on only if there are more', () => {
  const as = { view: (row: number) => ({ row }), cursor: (row: number) => [row] };
  expect(pageOf([1, 2, 3], 2, as)).toEqual({
    items: [{ row: 1 }, { row: 2 }],
    nextCursor: encodeCursor([2]),
  });
  expect(pageOf([1, 2], 2, as).nextCursor).toBeNull();
  expect(pageOf([], 2, as)).toEqual({ items: [], nextCursor: null });
});
