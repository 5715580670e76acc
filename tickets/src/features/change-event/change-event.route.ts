import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { EventId } from '@marquee/common/ids';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import type { EventChanges } from '../../domain/describe-event.js';
import { viewOfEvent } from '../../domain/event-view.js';
import { changedEventFields } from '../../edge/event-fields.js';
import { changeEvent } from './change-event.js';

export function changeEventRoute(router: Router, catalogue: Catalogue): void {
  const input = checked(idParam(), ...changedEventFields());
  router.patch('/api/events/:id', signedIn, ...input, async (req, res) => {
    const { id, venue, ...said } = getInput<EventChanges & { id: EventId }>(req);
    // The validator makes an empty venue of none; a venue that was sent has a name.
    const changes = venue?.name === undefined ? said : { ...said, venue };
    const event = await changeEvent(catalogue, requireUser(req).id, id, changes);
    res.json({ event: viewOfEvent(event, catalogue.clock.now()) });
  });
}
