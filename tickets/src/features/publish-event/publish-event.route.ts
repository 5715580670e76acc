import { checked, getInput, requireUser, signedIn } from '@marquee/common/http';
import type { Router } from 'express';
import type { Catalogue } from '../../data/catalogue.js';
import type { NewEventDescription } from '../../domain/describe-event.js';
import { viewOfEvent } from '../../domain/event-view.js';
import { newEventFields } from '../../edge/event-fields.js';
import { publishEvent } from './publish-event.js';

export function publishEventRoute(router: Router, catalogue: Catalogue): void {
  router.post('/api/events', signedIn, ...checked(...newEventFields()), async (req, res) => {
    const description = getInput<NewEventDescription>(req);
    const event = await publishEvent(catalogue, requireUser(req).id, description);
    res.status(201).json({ event: viewOfEvent(event, catalogue.clock.now()) });
  });
}
