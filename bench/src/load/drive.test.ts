import { drive, type Outcome } from './drive.js';
import { percentile } from './percentile.js';

const client = (place: (index: number) => Promise<Outcome>) => ({ place, close: () => {} });

describe('drive', () => {
  it('sends every request once, however many clients share them', async () => {
    const sent: number[] = [];
    const place = async (index: number) => {
      sent.push(index);
      return 'accepted' as const;
    };
    const clients = Array.from({ length: 7 }, () => client(place));
    const run = await drive(clients, { count: 100, secondsMax: 5 });
    expect(sent.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    expect(run).toMatchObject({ isCut: false });
  });

  it('says so when the time was over first', async () => {
    const run = await drive([client(async () => 'lost')], { count: 1e9, secondsMax: 0.01 });
    expect(run.isCut).toBe(true);
  });
});

it('percentiles are nearest ranks', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([50, 99, 100].map((rank) => percentile(values, rank))).toEqual([50, 99, 100]);
  expect(percentile([], 99)).toBeNull();
});
