import { parseSeats } from './parse-seats';

const seats = (text: string) => {
  const parsed = parseSeats(text);
  return parsed.kind === 'seats' ? parsed.seats : parsed;
};

describe('seats as people paste them', () => {
  it('are names and ranges', () => {
    expect(seats('A1-A4, B7')).toEqual(['A1', 'A2', 'A3', 'A4', 'B7']);
  });

  it('may leave out the second prefix, use dashes of any kind, and any separator', () => {
    expect(seats('A9–11; B1\n 7')).toEqual(['A9', 'A10', 'A11', 'B1', '7']);
  });

  it('keep their leading zeros', () => {
    expect(seats('08-10')).toEqual(['08', '09', '10']);
  });

  it('in a range that runs backwards or across rows are not guessed at', () => {
    expect(seats('A4-A1')).toEqual({ kind: 'bad_range', part: 'A4-A1' });
    expect(seats('A1-B4')).toEqual({ kind: 'bad_range', part: 'A1-B4' });
  });

  it('named twice are noticed, also in another case', () => {
    expect(seats('A1-A3, a2')).toEqual({ kind: 'duplicate', part: 'a2' });
  });

  it('are at most 50 at once', () => {
    expect(parseSeats('1-50').kind).toBe('seats');
    expect(seats('1-51')).toEqual({ kind: 'too_many', count: 51 });
  });

  it('may be none', () => {
    expect(seats(' , ')).toEqual({ kind: 'empty' });
  });
});
