import { type FieldError, Problem } from '@marquee/common/errors';
import type { EventId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { type Place, placeKey } from './place.js';
import { priceMessage } from './price-rules.js';
import { textRefusals } from './text.js';

const ticketsMax = 50;
const nameLengthMax = 40;

/** The Tickets a seller puts up together: named seats, or a number of places without names. */
export interface Listing {
  readonly eventId: EventId;
  readonly section: string;
  readonly row: string | null;
  readonly places: { readonly seats: readonly string[] } | { readonly quantity: number };
  readonly price: Money;
}

/** Throws `unacceptable` with every reason why these Tickets cannot be listed. */
export function assertListable(listing: Listing): void {
  const refusal = priceMessage(listing.price);
  const errors: readonly FieldError[] = [
    ...nameRefusals('section', listing.section),
    ...(listing.row === null ? [] : nameRefusals('row', listing.row)),
    ...('seats' in listing.places
      ? seatsRefusals(listing, listing.places.seats)
      : countRefusals('quantity', listing.places.quantity)),
    ...(refusal === null ? [] : [{ field: 'price', message: refusal }]),
  ];
  if (errors.length > 0)
    throw new Problem('unacceptable', 'These tickets cannot be listed like this.', { errors });
}

/** One place for each Ticket of the listing. */
export function placesOf({ section, row, places }: Listing): readonly Place[] {
  if ('seats' in places) return places.seats.map((seat) => ({ section, row, seat }));
  return Array.from({ length: places.quantity }, () => ({ section, row: null, seat: null }));
}

function countRefusals(field: string, count: number): readonly FieldError[] {
  if (count >= 1 && count <= ticketsMax) return [];
  return [{ field, message: `must be 1 to ${ticketsMax} tickets` }];
}

function nameRefusals(field: string, name: string): readonly FieldError[] {
  return textRefusals(field, name, { lengthMin: 1, lengthMax: nameLengthMax, isCompared: true });
}

function seatsRefusals(listing: Listing, seats: readonly string[]): readonly FieldError[] {
  const tooMany = countRefusals('seats', seats.length);
  if (tooMany.length > 0) return tooMany;
  const seen = new Set<string | null>();
  return seats.flatMap((seat, index) => {
    const key = placeKey({ section: listing.section, row: listing.row, seat });
    const twice = seen.has(key);
    seen.add(key);
    const field = `seats[${index}]`;
    return twice ? [{ field, message: 'is named twice' }] : nameRefusals(field, seat);
  });
}
