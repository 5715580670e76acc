import type { Logger } from '@marquee/common/logging';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { MailRepository, SentMail } from '../../data/mail.repository.js';
import { listHtml, mailHtml } from './mail-pages.js';
import { refuseForeignHost } from './own-host.js';
import { sendRefusal } from './refusal.js';
import { sendMailHtml, sendPage } from './send-page.js';

export interface SandboxMailDependencies {
  readonly mails: MailRepository;
  readonly publicUrl: string;
  readonly logger: Logger;
}

export const sandboxMailPath = '/sandbox/mail';

const shownMax = 100;
const question = z.strictObject({ to: z.string().max(320).optional() });

/**
 * What would have been sent, for developers and tests: a list, a mail, and both as JSON. Only made
 * where there is no mail server to send through, which production refuses.
 */
export function createSandboxMail({ mails, publicUrl, logger }: SandboxMailDependencies): Router {
  const router = Router({ caseSensitive: true });
  router.use(sandboxMailPath, refuseForeignHost(publicUrl), keepToOurselves);

  router.get(sandboxMailPath, async (req, res) => {
    const asked = question.safeParse(req.query);
    if (!asked.success) return sendRefusal(req, res, 'invalid_request');
    const { to = '' } = asked.data;
    const found = await mails.listSent({ ...addressed(to), limit: shownMax });
    sendPage(res, 200, (nonce) => listHtml(found, to, nonce));
  });
  router.get(`${sandboxMailPath}/messages`, async (req, res) => {
    const asked = question.safeParse(req.query);
    if (!asked.success) return sendRefusal(req, res, 'invalid_request');
    const found = await mails.listSent({ ...addressed(asked.data.to ?? ''), limit: shownMax });
    res.json({ items: found.map(viewOf) });
  });
  router.get(`${sandboxMailPath}/messages/:id`, async (req, res) => {
    const mail = await mails.findSent(req.params.id);
    if (mail === null) sendRefusal(req, res, 'not_found');
    else res.json({ message: viewOf(mail) });
  });
  router.get(`${sandboxMailPath}/:id/html`, async (req, res) => {
    const mail = await mails.findSent(req.params.id);
    if (mail === null) sendRefusal(req, res, 'not_found');
    else sendMailHtml(res, mail.message.html);
  });
  router.get(`${sandboxMailPath}/:id`, async (req, res) => {
    const mail = await mails.findSent(req.params.id);
    if (mail === null) sendRefusal(req, res, 'not_found');
    else sendPage(res, 200, (nonce) => mailHtml(mail, nonce));
  });
  router.use(sandboxMailPath, (req, res) => sendRefusal(req, res, 'not_found'));
  router.use(sandboxMailPath, failures(logger));
  return router;
}

const addressed = (to: string) => (to.trim() === '' ? {} : { to: to.trim() });

function viewOf({ id, kind, message, sentAt }: SentMail) {
  const { to, subject, text, html } = message;
  return { id, kind, to: to.address, name: to.name, subject, text, html, sentAt };
}

/** For this browser and this origin alone, and gone when the page is. */
const keepToOurselves: RequestHandler = (_req, res, next) => {
  res.set({
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};

/** An address that cannot be decoded is the caller's doing; all else is ours, and may pass. */
function failures(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status < 500) return sendRefusal(req, res, 'not_found');
    logger.error({ err: error }, 'the sandbox mails could not be shown');
    sendRefusal(req, res, 'try_again');
  };
}
