import { sizeTable, spread, tooLarge } from './file-size-table.mjs';

const source = (file, lineCount) => ({ file, folder: 'orders', isTest: false, lineCount });

describe('file sizes', () => {
  test('the spread names values that really occur', () => {
    const values = [10, 20, 30, 40, 50, 60, 70, 80, 90, 1000];
    expect(spread(values)).toEqual({ count: 10, median: 50, nineInTen: 90, largest: 1000 });
  });

  test('an empty folder has a spread of zeros', () => {
    expect(spread([])).toEqual({ count: 0, median: 0, nineInTen: 0, largest: 0 });
  });

  test('a source of 200 lines passes and one of 201 is named', () => {
    const small = Array.from({ length: 18 }, (_, at) => source(`small-${at}.ts`, 10));
    expect(tooLarge([...small, source('fits.ts', 200)])).toEqual([]);
    expect(tooLarge([...small, source('large.ts', 201)])).toEqual([
      'large.ts has 201 lines: look for the second idea',
    ]);
  });

  test('a test may have 300 lines', () => {
    expect(tooLarge([{ ...source('a.test.ts', 300), isTest: true }])).toEqual([]);
  });

  test('tests and sources are counted apart', () => {
    const table = sizeTable([source('a.ts', 12), { ...source('a.test.ts', 34), isTest: true }]);
    expect(table).toMatch(/all sources +1 +12 +12 +12/);
    expect(table).toMatch(/all tests +1 +34 +34 +34/);
  });
});
