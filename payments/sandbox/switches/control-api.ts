import express, { Router } from 'express';
import { z } from 'zod';
import { send } from '../http/answer.js';
import { parametersOf } from '../http/parameters.js';
import { invalidRequest } from '../http/stripe-failure.js';
import { renderRefund } from '../refunds/render-refund.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { allOff, switchesOf } from './switches.js';

const advanceMsMax = 366 * 24 * 60 * 60 * 1000;
const clockParameters = z.strictObject({
  advanceMs: z.coerce.number().int().min(0).max(advanceMsMax),
});
const webhookParameters = z.strictObject({
  /** Null: nobody listens. */
  url: z.url({ protocol: /^https?$/ }).nullable(),
  secrets: z.array(z.string().min(1)).min(1).max(5).default([]),
});

type ControlParts = Pick<SandboxParts, 'settings' | 'clock' | 'database' | 'refunds' | 'settleDue'>;

/** What Stripe has no call for: its faults, its clock, and where its events go. JSON or forms. */
export function controlApi(parts: ControlParts): Router {
  const { settings, clock, database, refunds, settleDue } = parts;
  const view = () => {
    const { switches, clockAheadMs, webhook } = settings.current();
    const endpoint = webhook === null ? null : { url: webhook.url };
    return { switches, clock: { aheadMs: clockAheadMs, now: clock.now() }, webhook: endpoint };
  };
  const router = Router();
  router.use(express.json({ limit: '20kb' }));
  router.get('/sandbox', (_req, res) => send(res, { status: 200, body: view() }));
  router.post('/sandbox/switches', async (req, res) => {
    await settings.setSwitches(switchesOf(req.body));
    send(res, { status: 200, body: view() });
  });
  router.delete('/sandbox/switches', async (_req, res) => {
    await settings.setSwitches(allOff);
    send(res, { status: 200, body: view() });
  });
  router.post('/sandbox/clock', async (req, res) => {
    const { advanceMs } = parametersOf(clockParameters, req.body);
    await settings.advanceClock(advanceMs);
    await settleDue();
    send(res, { status: 200, body: view() });
  });
  router.post('/sandbox/webhook', async (req, res) => {
    const { url, secrets } = parametersOf(webhookParameters, req.body);
    if (url !== null && secrets.length === 0) throw invalidRequest('A url needs secrets');
    await settings.change({ webhook: url === null ? null : { url, secrets } });
    send(res, { status: 200, body: view() });
  });
  for (const end of ['cancel', 'fail'] as const)
    router.post(`/sandbox/refunds/:id/${end}`, async (req, res) => {
      const id = String(req.params['id']);
      const refund = await database.transact((session) => refunds[end](session, id));
      send(res, { status: 200, body: renderRefund(refund) });
    });
  return router;
}
