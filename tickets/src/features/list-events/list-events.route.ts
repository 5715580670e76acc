import { checked, cursorOf, getInput, limitOf, pageInput, requireUser } from '@marquee/common/http';
import type { Router } from 'express';
import { query, type ValidationChain } from 'express-validator';
import type { Catalogue } from '../../data/catalogue.js';
import { eventSorts } from '../../data/event-search.js';
import { categories } from '../../domain/event.js';
import { instantField } from '../../edge/fields.js';
import { oneOf, searchText } from '../../edge/search-fields.js';
import { type ListEvents, listEvents } from './list-events.js';

interface SearchInput extends Omit<ListEvents, 'limit' | 'organiserId'> {
  readonly organiser?: 'me';
}

export function listEventsRoute(router: Router, catalogue: Catalogue): void {
  router.get('/api/events', ...checked(...searchInput(), ...pageInput()), async (req, res) => {
    const { organiser, ...search } = getInput<SearchInput>(req);
    const own = organiser === undefined ? {} : { organiserId: requireUser(req).id };
    const page = { cursor: cursorOf(req), limit: limitOf(req) };
    res.json(await listEvents(catalogue, { ...search, ...own, ...page }));
  });
}

function searchInput(): ValidationChain[] {
  return [
    searchText('q'),
    searchText('city'),
    oneOf('category', categories),
    oneOf('organiser', ['me']),
    instantField(query('from').optional()),
    instantField(query('to').optional()),
    oneOf('sort', eventSorts),
  ];
}
