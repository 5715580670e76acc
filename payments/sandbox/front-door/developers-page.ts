import { refuseForeignOrigin } from '@marquee/common/http';
import express, { Router } from 'express';
import { textField } from '../http/keys.js';
import { sandboxPath } from '../sandbox-address.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { switchesOf } from '../switches/switches.js';
import { developersHtml, refusedHtml } from './developers-html.js';
import { type ObjectKind, objectKinds } from './developers-words.js';
import { failurePage } from './failure-page.js';
import { findLines, type LineParts } from './object-lines.js';
import { onlyThisMachine } from './only-this-machine.js';
import { languageOf } from './page-language.js';
import { sendPage } from './send-page.js';

type DevelopersParts = LineParts &
  Pick<SandboxParts, 'settings' | 'clock' | 'settleDue' | 'publicUrl' | 'logger'>;

const hourMs = 60 * 60 * 1000;
const hoursMax = 366 * 24;

/** For developers: the sandbox's objects, its switches and its clock. Works without scripts. */
export function createDevelopersPage(parts: DevelopersParts): Router {
  const { settings, clock, settleDue, publicUrl, logger } = parts;
  const router = Router();
  router.use(['/switches', '/clock'], onlyThisMachine);
  const form = [
    refuseForeignOrigin(publicUrl),
    express.urlencoded({ extended: false, limit: '4kb' }),
  ];

  router.get('/', onlyThisMachine, async (req, res) => {
    const after = textField(req.query, 'after');
    const kind = kindOf(textField(req.query, 'show'));
    const page = await findLines(parts, kind, after, languageOf(req));
    const view = { ...page, kind, isFirstPage: after === undefined };
    const now = { settings: settings.current(), now: clock.now() };
    sendPage(req, res, 200, (frame) => developersHtml({ ...view, ...now }, frame));
  });
  router.post('/switches', ...form, async (req, res) => {
    // A box that is not ticked is not sent.
    const ticked = { duplicate: false, reorder: false, ...(req.body as object | undefined) };
    await settings.setSwitches(switchesOf(ticked));
    res.redirect(303, sandboxPath);
  });
  router.post('/clock', ...form, async (req, res) => {
    const hours = Number(textField(req.body, 'hours'));
    if (!Number.isInteger(hours) || hours < 1 || hours > hoursMax) {
      sendPage(req, res, 400, refusedHtml);
      return;
    }
    await settings.advanceClock(hours * hourMs);
    await settleDue();
    res.redirect(303, sandboxPath);
  });
  router.use(['/switches', '/clock', '/'], failurePage(logger, refusedHtml));
  return router;
}

function kindOf(text: string | undefined): ObjectKind {
  return objectKinds.find((kind) => kind === text) ?? 'intents';
}
