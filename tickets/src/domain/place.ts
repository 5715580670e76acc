import { cleanLine, naturalOrder } from './text.js';

/** Where a Ticket lets its holder sit or stand; no row and seat in general admission. */
export interface Place {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
}

/** Capitals that look the same in Cyrillic or Greek as in Latin, each under its twin. */
const twins = ['АВЕЅІЈКМНОРСТУХ', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'];
const latin = ['ABESIJKMHOPCTYX', 'ABEZHIKMNOPTYX'];
const latinTwin = new Map(
  twins.flatMap((letters, script) =>
    [...letters].map((letter, index) => [letter, latin[script]?.[index] ?? letter] as const),
  ),
);

/**
 * " a  12" and "A 12" are one seat: case, width, the number of spaces, the kind of dash and the
 * alphabet that a capital was typed in make no difference.
 */
function canonical(name: string | null): string | null {
  if (name === null) return null;
  const composed = cleanLine(name.normalize('NFKC'))
    .toUpperCase()
    .replace(/\p{Pd}/gu, '-');
  return [...composed].map((letter) => latinTwin.get(letter) ?? letter).join('');
}

/** What is unique among the Tickets of an Event on sale or sold; null in general admission. */
export function placeKey({ section, row, seat }: Place): string | null {
  return seat === null ? null : JSON.stringify([section, row, seat].map(canonical));
}

/** The key of a section, by which listings that spell it differently are found together. */
export function sectionKey(section: string): string {
  return canonical(section) ?? '';
}

/** Sorts places as a person walks: section, row, seat, with 2 before 10. */
export function placeOrder({ section, row, seat }: Place): string {
  return [section, row ?? '', seat ?? ''].map(naturalOrder).join('\u0001');
}
