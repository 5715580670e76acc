import { Router } from 'express';
import { z } from 'zod';
import { getObject, given, listObjects } from '../http/get-object.js';
import { listFields, queryOf } from '../http/list-parameters.js';
import { parametersOf } from '../http/parameters.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { renderCharge } from './render-charge.js';

const listChargeParameters = z.strictObject({
  ...listFields,
  payment_intent: z.string().optional(),
  transfer_group: z.string().optional(),
});

export function chargeRoutes({ intents, load }: Pick<SandboxParts, 'intents' | 'load'>): Router {
  const router = Router();
  router.get('/v1/charges', async (req, res) => {
    const asked = parametersOf(listChargeParameters, queryOf(req.query));
    const page = { ...asked, ...cursorsOf(asked) };
    const conditions = {
      authorisedAt: { $type: 'date' },
      ...given({ _id: asked.payment_intent, transferGroup: asked.transfer_group }),
    };
    const source = {
      rows: intents,
      load,
      render: (intent: Parameters<typeof renderCharge>[0]) =>
        renderCharge(intent, intent.authorisedAt ?? intent.createdAt),
    };
    await listObjects(req, res, source, page, conditions);
  });
  router.get('/v1/charges/:id', (req, res) => getObject(req, res, { load, object: 'charge' }));
  return router;
}

/** Charges are pages of intents, under other names. */
function cursorsOf(asked: {
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}) {
  return {
    starting_after: asked.starting_after?.replace(/^ch_/, 'pi_'),
    ending_before: asked.ending_before?.replace(/^ch_/, 'pi_'),
  };
}
