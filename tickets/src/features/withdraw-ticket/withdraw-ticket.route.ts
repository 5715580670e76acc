import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { TicketId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import { sellerViewOf } from '../../domain/ticket-view.js';
import { withdrawTicket } from './withdraw-ticket.js';

/** Always 202, with the Ticket as it is: asking twice is the same as asking once. */
export function withdrawTicketRoute(router: Router, catalogue: Catalogue): void {
  router.delete('/api/tickets/:id', signedIn, ...checked(idParam()), async (req, res) => {
    const { id } = getInput<{ id: TicketId }>(req);
    const ticket = await withdrawTicket(catalogue, requireUser(req).id, id);
    res.status(202).json({ ticket: sellerViewOf(ticket) });
  });
}
