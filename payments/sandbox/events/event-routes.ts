import { Router } from 'express';
import { z } from 'zod';
import { send } from '../http/answer.js';
import { listOf } from '../http/json.js';
import { listFields, queryOf } from '../http/list-parameters.js';
import { pageOf } from '../http/page.js';
import { parametersOf } from '../http/parameters.js';
import { noSuch } from '../http/stripe-failure.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { renderEvent, type SandboxEvent } from './event.js';

const listEventParameters = z.strictObject({
  ...listFields,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
});

export function eventRoutes({ events }: Pick<SandboxParts, 'events'>): Router {
  async function rendered(found: readonly SandboxEvent[]) {
    const pending = await events.pending(found.map(({ _id }) => _id));
    return found.map((event) => renderEvent(event, pending.get(event._id) ?? 0));
  }
  const router = Router();
  router.get('/v1/events', async (req, res) => {
    const asked = parametersOf(listEventParameters, queryOf(req.query));
    const types = asked.types ?? (asked.type === undefined ? undefined : [asked.type]);
    const conditions = types === undefined ? {} : { type: { $in: types } };
    const { items, hasMore } = await events.rows.list(pageOf(asked), conditions);
    send(res, { status: 200, body: listOf('/v1/events', await rendered(items), hasMore) });
  });
  router.get('/v1/events/:id', async (req, res) => {
    const event = await events.rows.find(req.params.id);
    const [body] = event === null ? [] : await rendered([event]);
    if (body === undefined) throw noSuch('event', req.params.id);
    send(res, { status: 200, body });
  });
  return router;
}
