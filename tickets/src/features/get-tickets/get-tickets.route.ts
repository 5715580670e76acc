import { checked, cursorOf, getInput, idField, limitOf, pageInput } from '@marquee/common/http';
import type { Router } from 'express';
import { query } from 'express-validator';
import type { Catalogue } from '../../data/catalogue.js';
import { ticketSorts } from '../../data/ticket-search.js';
import { ticketStatuses } from '../../domain/ticket.js';
import { minorUnits, oneOf, searchText } from '../../edge/search-fields.js';
import { type GetTickets, getTickets } from './get-tickets.js';

export function getTicketsRoute(router: Router, catalogue: Catalogue): void {
  const input = checked(
    idField(query('eventId')),
    oneOf('status', ticketStatuses),
    searchText('section'),
    minorUnits('maxPrice'),
    oneOf('sort', ticketSorts),
    ...pageInput(),
  );
  router.get('/api/tickets', ...input, async (req, res) => {
    const wanted = getInput<Omit<GetTickets, 'limit'>>(req);
    const page = { cursor: cursorOf(req), limit: limitOf(req) };
    res.json(await getTickets(catalogue, { ...wanted, ...page, viewerId: req.currentUser?.id }));
  });
}
