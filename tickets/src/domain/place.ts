import { cleanLine, naturalOrder } from './text.js';

/** Where a Ticket lets its holder sit or stand; no row and seat in general admission. */
export interface Place {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
}

/** " a  12" and "A 12" are one seat: case, width and the number of spaces make no difference. */
function canonical(name: string | null): string | null {
  return name === null ? null : cleanLine(name.normalize('NFKC')).toUpperCase();
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
