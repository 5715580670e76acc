import {
  checked,
  cursorOf,
  getInput,
  idField,
  limitOf,
  pageInput,
  requireUser,
  signedIn,
} from '@marquee/common/http';
import type { Router } from 'express';
import { query } from 'express-validator';
import type { Catalogue } from '../../data/catalogue.js';
import { type MyTickets, myTickets } from './my-tickets.js';

export function myTicketsRoute(router: Router, catalogue: Catalogue): void {
  const input = checked(idField(query('eventId').optional()), ...pageInput());
  router.get('/api/tickets/mine', signedIn, ...input, async (req, res) => {
    const wanted = getInput<Pick<MyTickets, 'eventId'>>(req);
    const page = { cursor: cursorOf(req), limit: limitOf(req) };
    res.json(await myTickets(catalogue, requireUser(req).id, { ...wanted, ...page }));
  });
}
