import { shareOf } from './net';

const terms = { feeBasisPoints: 1_000, payoutDelayHours: 48 };

test('fee and net are the whole price, in every currency, with half a unit to the even side', () => {
  for (const [amount, currency, fee] of [
    [4_000, 'EUR', 400],
    [4_005, 'EUR', 400],
    [4_015, 'EUR', 402],
    [86, 'JPY', 9],
    [12_350, 'KWD', 1_240],
  ] as const) {
    const share = shareOf({ amount, currency }, terms);
    expect(share).toEqual({
      fee: { amount: fee, currency },
      net: { amount: amount - fee, currency },
    });
  }
});

test('an amount nobody can ask for, as while it is typed, has no share', () => {
  expect(shareOf({ amount: 12_345, currency: 'KWD' }, terms)).toBeNull();
});
