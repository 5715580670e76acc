import { narrowOffset, offsetMs } from './server-clock';

const dateHeader = (ms: number): string => new Date(ms).toUTCString();

describe("the server's clock, learnt from Date headers", () => {
  it('is known to about a second after one answer', () => {
    const sentAtMs = 1_700_000_000_000;
    const range = narrowOffset(null, {
      dateHeader: dateHeader(sentAtMs + 5_000),
      sentAtMs,
      receivedAtMs: sentAtMs + 100,
    });
    expect(range).toEqual({ lowestMs: 4_900, highestMs: 6_000 });
  });

  it('comes within a tenth of a second as answers cross the full second', () => {
    const trueOffsetMs = 5_430;
    let range = null;
    for (let step = 0; step < 20; step += 1) {
      const sentAtMs = 1_700_000_000_000 + step * 1_050;
      const headerMs = Math.floor((sentAtMs + trueOffsetMs) / 1_000) * 1_000;
      range = narrowOffset(range, {
        dateHeader: dateHeader(headerMs),
        sentAtMs,
        receivedAtMs: sentAtMs + 2,
      });
    }
    expect(Math.abs(offsetMs(range) - trueOffsetMs)).toBeLessThan(100);
  });

  it('starts over when one of the clocks was set', () => {
    const before = { lowestMs: 0, highestMs: 100 };
    const sample = { dateHeader: dateHeader(60_000), sentAtMs: 0, receivedAtMs: 0 };
    expect(narrowOffset(before, sample)).toEqual({ lowestMs: 60_000, highestMs: 61_000 });
  });

  it('ignores a header that is no date', () => {
    const known = { lowestMs: 0, highestMs: 100 };
    const sample = { dateHeader: 'soon', sentAtMs: 0, receivedAtMs: 0 };
    expect(narrowOffset(known, sample)).toBe(known);
  });
});
