/** Advance widths of the display face at weight 800, width 100 %, tracked −0.02 em, in hundredths of an em (measured). */
const widths: ReadonlyArray<readonly [letters: string, widths: readonly number[]]> = [
  [
    'abcdefghijklmnopqrstuvwxyz',
    [
      57, 63, 55, 63, 57, 40, 59, 62, 27, 27, 59, 26, 94, 62, 59, 63, 63, 43, 54, 40, 61, 58, 89,
      58, 59, 52,
    ],
  ],
  [
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    [
      70, 67, 67, 68, 61, 58, 71, 71, 28, 36, 68, 49, 94, 77, 71, 63, 73, 67, 65, 59, 71, 68, 101,
      71, 66, 57,
    ],
  ],
  ['0123456789', [65, 34, 59, 60, 64, 60, 64, 52, 64, 64]],
  [" .,:;'-&!?", [20, 24, 19, 24, 22, 19, 34, 73, 28, 41]],
];

const byLetter: ReadonlyMap<string, number> = new Map(
  widths.flatMap(([letters, values]) =>
    [...letters].map((letter, index) => [letter, values[index] ?? 0] as const),
  ),
);

/** Letters outside the table are as wide as their plain form, or as the widest. */
export function letterWidthEm(letter: string): number {
  const plain = letter.normalize('NFD').charAt(0);
  return (byLetter.get(letter) ?? byLetter.get(plain) ?? 100) / 100;
}
