import { checked, getInput, idParam } from '@marquee/common/http';
import type { EventId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import { viewOfEvent } from '../../domain/event-view.js';

/** Anybody may read an Event, whatever became of it. */
export function getEventRoute(router: Router, { events, clock }: Catalogue): void {
  router.get('/api/events/:id', ...checked(idParam()), async (req, res) => {
    const { id } = getInput<{ id: EventId }>(req);
    res.json({ event: viewOfEvent(await events.get(id), clock.now()) });
  });
}
