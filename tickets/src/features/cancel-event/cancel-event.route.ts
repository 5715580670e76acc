import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { EventId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import { viewOfEvent } from '../../domain/event-view.js';
import { cancelEvent } from './cancel-event.js';

export function cancelEventRoute(router: Router, catalogue: Catalogue): void {
  router.post('/api/events/:id/cancel', signedIn, ...checked(idParam()), async (req, res) => {
    const { id } = getInput<{ id: EventId }>(req);
    const event = await cancelEvent(catalogue, requireUser(req).id, id);
    res.json({ event: viewOfEvent(event, catalogue.clock.now()) });
  });
}
