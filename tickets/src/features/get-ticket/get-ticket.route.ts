import { checked, getInput, idParam } from '@marquee/common/http';
import type { TicketId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import { getTicket } from './get-ticket.js';

export function getTicketRoute(router: Router, catalogue: Catalogue): void {
  router.get('/api/tickets/:id', ...checked(idParam()), async (req, res) => {
    const { id } = getInput<{ id: TicketId }>(req);
    res.json({ ticket: await getTicket(catalogue, id, req.currentUser?.id) });
  });
}
