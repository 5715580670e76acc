import { Problem } from '@marquee/common/errors';
import { checked, getInput, idField, requireUser, signedIn } from '@marquee/common/http';
import type { EventId } from '@marquee/common/ids';
import type { Router } from 'express';
import { body } from 'express-validator';
import type { Catalogue } from '../../data/catalogue.js';
import type { Listing } from '../../domain/listing.js';
import { cleanLine } from '../../domain/text.js';
import { sellerViewOf } from '../../domain/ticket-view.js';
import { type PriceInput, priceField, textField, wholeNumberField } from '../../edge/fields.js';
import { listTicketsForSale } from './list-tickets-for-sale.js';

interface ListingInput extends PriceInput {
  readonly eventId: EventId;
  readonly section: string;
  readonly row?: string | null;
  readonly seats?: readonly string[];
  readonly quantity?: number;
}

export function listTicketsForSaleRoute(router: Router, catalogue: Catalogue): void {
  const input = checked(
    idField(body('eventId')),
    textField(body('section'), cleanLine),
    textField(body('row').optional({ values: 'null' }), cleanLine),
    body('seats')
      .optional()
      .custom(isTexts)
      .withMessage('must be a list of texts')
      .bail()
      .customSanitizer((seats: readonly string[]) => seats.map(cleanLine)),
    wholeNumberField(body('quantity').optional()),
    ...priceField(),
  );
  router.post('/api/tickets', signedIn, ...input, async (req, res) => {
    const listing = toListing(getInput<ListingInput>(req));
    const tickets = await listTicketsForSale(catalogue, requireUser(req).id, listing);
    const items = tickets.map(sellerViewOf);
    res.status(201).json({ items, tickets: items });
  });
}

/** Seats or a quantity, and a row only with seats. Throws `invalid_request`. */
function toListing({ seats, quantity, row = null, ...listing }: ListingInput): Listing {
  if (seats !== undefined && quantity === undefined) return { ...listing, row, places: { seats } };
  if (quantity !== undefined && seats === undefined && row === null)
    return { ...listing, row, places: { quantity } };
  const [field, message] =
    seats !== undefined || quantity === undefined
      ? ['seats', 'give either seats or a quantity']
      : ['row', 'belongs to seats, not to a quantity'];
  throw new Problem('invalid_request', 'Some fields do not go together.', {
    errors: [{ field, message }],
  });
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
