import fc from 'fast-check';
import { placeKey, placeOrder } from './place.js';
import { cleanLine, fold, textRefusals, wordsOf } from './text.js';

const place = (seat: string) => ({ section: 'Stalls', row: 'B', seat });

describe('texts', () => {
  it('cleaning and folding twice is cleaning and folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('every beginning of a word finds it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäéøß0-9]{1,30}$/), fc.nat(), (word, cut) => {
        const [whole = ''] = wordsOf(word);
        const [beginning = ''] = wordsOf(word.slice(0, 1 + (cut % word.length)));
        expect(whole.startsWith(beginning)).toBe(true);
      }),
    );
  });

  it('a lone surrogate, a bell or a reversed direction is never printed', () => {
    const rule = { lengthMin: 0, lengthMax: 10 };
    for (const text of ['\ud800', 'a\u0007', '\u202egnp', 'a\nb'])
      expect(textRefusals('title', text, rule)).toHaveLength(1);
    for (const text of ['👩‍🚀', 'Ærø', '東京'])
      expect(textRefusals('title', text, rule)).toEqual([]);
    expect(textRefusals('title', 'a\nb', { ...rule, lines: 'many' })).toEqual([]);
  });

  it('a title that prints as nothing is no title', () => {
    const rule = { lengthMin: 1, lengthMax: 10 };
    for (const text of ['', '\u200b\u200b', '\u3164', '\u2800', '\u0301'])
      expect(textRefusals('title', text, rule)).toHaveLength(1);
  });

  it('names that are compared hide nothing, not even in an emoji', () => {
    const rule = { lengthMin: 1, lengthMax: 10, isCompared: true };
    for (const text of ['A\u00ad1', 'A1\u200b', '❤️'])
      expect(textRefusals('row', text, rule)).toHaveLength(1);
  });
});

describe('places', () => {
  it('numbers are in their own order', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const inOrder = placeOrder(place(`A${a}`)) < placeOrder(place(`A${b}`));
        expect(inOrder).toBe(a < b);
      }),
    );
  });

  it('the same seat has one key, another seat has another', () => {
    const key = placeKey(place('a 12'));
    const cyrillicAndGreek = ['А 12', 'а 12', 'Α 12'];
    for (const same of ['A 12', '  a   12 ', 'ａ 12', ...cyrillicAndGreek])
      expect(placeKey(place(same))).toBe(key);
    for (const other of ['a 1 2', 'a 13', '']) expect(placeKey(place(other))).not.toBe(key);
    expect(placeKey({ section: 'Floor', row: null, seat: null })).toBeNull();
  });
});
