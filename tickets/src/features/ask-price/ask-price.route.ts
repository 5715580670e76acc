import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { TicketId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import { sellerViewOf } from '../../domain/ticket-view.js';
import { type PriceInput, priceField } from '../../edge/fields.js';
import { askPrice } from './ask-price.js';

export function askPriceRoute(router: Router, catalogue: Catalogue): void {
  const input = checked(idParam(), ...priceField());
  router.patch('/api/tickets/:id', signedIn, ...input, async (req, res) => {
    const { id, price } = getInput<PriceInput & { id: TicketId }>(req);
    const ticket = await askPrice(catalogue, requireUser(req).id, id, price);
    res.json({ ticket: sellerViewOf(ticket) });
  });
}
