export const SEATS_MAX = 50;
const NAME_LENGTH_MAX = 40;

export type ParsedSeats =
  | { kind: 'seats'; seats: string[] }
  | { kind: 'empty' }
  | { kind: 'bad_range'; part: string }
  | { kind: 'too_long'; part: string }
  | { kind: 'duplicate'; part: string }
  | { kind: 'too_many'; count: number };

/** "A1-A4", "A1-4" or "1–4": an optional prefix, then numbers; the second prefix may be left out. */
const rangePattern = /^(\D*?)(\d+)\s*[-–—]\s*(\D*?)(\d+)$/;

function expand(part: string): string[] | null {
  const match = rangePattern.exec(part);
  if (match === null) return [part];
  const [, prefix = '', first = '', secondPrefix = '', last = ''] = match;
  const from = Number(first);
  const to = Number(last);
  if ((secondPrefix !== '' && secondPrefix !== prefix) || to < from || to - from > 999) return null;
  const isPadded = first.startsWith('0') && first.length > 1;
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const number = String(from + index);
    return `${prefix}${isPadded ? number.padStart(first.length, '0') : number}`;
  });
}

/** Seat names as people paste them: separated by commas, semicolons or lines, with ranges. */
export function parseSeats(text: string): ParsedSeats {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
  if (parts.length === 0) return { kind: 'empty' };
  const seats: string[] = [];
  const seen = new Set<string>();
  for (const part of parts) {
    const names = expand(part);
    if (names === null) return { kind: 'bad_range', part };
    for (const name of names) {
      if (name.length > NAME_LENGTH_MAX) return { kind: 'too_long', part: name };
      // The catalogue takes "a1" and "A1" for one seat.
      if (seen.has(name.toUpperCase())) return { kind: 'duplicate', part: name };
      seen.add(name.toUpperCase());
      seats.push(name);
    }
  }
  return seats.length > SEATS_MAX
    ? { kind: 'too_many', count: seats.length }
    : { kind: 'seats', seats };
}
