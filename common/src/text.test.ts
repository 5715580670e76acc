import { hasHiddenCharacters, isReadableName } from './text.js';

test.each([
  ['zero-width spaces only', '\u200b\u200b'],
  ['a zero-width space', 'Mari\u200ba'],
  ['a soft hyphen', 'Mari\u00ada'],
  ['a reversed direction', '\u202egnp'],
  ['a Hangul filler', '\u3164'],
  ['a Braille blank', '\u2800'],
  ['a selector without a picture', 'A\ufe0f'],
  ['a joiner between letters', 'A\u200dB'],
  ['half a surrogate pair', '\ud800'],
  ['a line break', 'a\u2028b'],
  ['a NUL', 'a\u0000'],
  ['an accent without a letter', '\u0301'],
  ['spaces', '  \u3000 '],
  ['nothing', ''],
])('nobody can read a name with %s', (_what, name) => {
  expect(isReadableName(name)).toBe(false);
});

test.each(['Ærø', '東京', 'O’Brien & Söhne', '👩‍🚀 Night', 'I ❤️ Lisbon', '👍🏽', '$uicide'])(
  '%s can be read',
  (name) => {
    expect(isReadableName(name)).toBe(true);
  },
);

test('where names are compared, even pictures may hide nothing', () => {
  expect(hasHiddenCharacters('❤️')).toBe(true);
  expect(hasHiddenCharacters('A 12')).toBe(false);
});
