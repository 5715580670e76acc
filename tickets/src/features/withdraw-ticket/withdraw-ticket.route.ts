import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { TicketId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import { isWithdrawing } from '../../domain/ticket.js';
import { sellerViewOf } from '../../domain/ticket-view.js';
import { withdrawTicket } from './withdraw-ticket.js';

/** 202 while inventory has not decided, 200 once the Ticket is off the market. */
export function withdrawTicketRoute(router: Router, catalogue: Catalogue): void {
  router.delete('/api/tickets/:id', signedIn, ...checked(idParam()), async (req, res) => {
    const { id } = getInput<{ id: TicketId }>(req);
    const ticket = await withdrawTicket(catalogue, requireUser(req).id, id);
    res.status(isWithdrawing(ticket) ? 202 : 200).json({ ticket: sellerViewOf(ticket) });
  });
}
