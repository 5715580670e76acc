import { refuseForeignOrigin } from '@marquee/common/http';
import express, { type Request, Router } from 'express';
import type { OnboardingLink, SandboxAccount } from '../connect/account.js';
import { textField } from '../http/keys.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { challengeStyle } from './challenge-style.js';
import { failurePage } from './failure-page.js';
import { escaped, type PageFrame, pageHtml } from './layout.js';
import { onboardingWords } from './onboarding-words.js';
import { sendPage } from './send-page.js';

type OnboardingParts = Pick<
  SandboxParts,
  'accounts' | 'accountRows' | 'database' | 'clock' | 'publicUrl' | 'logger'
>;

/** The page where a seller says where the money goes: "Finish onboarding" or "Leave". */
export function createOnboardingPage(parts: OnboardingParts): Router {
  const { accounts, database, publicUrl } = parts;
  const router = Router();
  router.use(
    '/onboarding',
    refuseForeignOrigin(publicUrl),
    express.urlencoded({ extended: false, limit: '2kb' }),
  );
  router.get('/onboarding/:id', async (req, res) => {
    const link = await findLink(parts, req, textField(req.query, 'token'));
    if (link === null) return sendPage(req, res, 410, closedHtml);
    const { origin } = new URL(link.returnUrl);
    sendPage(req, res, 200, (frame) => openHtml(req.params.id, link.token, frame), origin);
  });
  router.post('/onboarding/:id', async (req, res) => {
    const link = await findLink(parts, req, textField(req.body, 'token'));
    if (link === null) return sendPage(req, res, 410, closedHtml);
    const isFinished = textField(req.body, 'outcome') === 'finish';
    await database.transact((session) => accounts.answer(session, req.params.id, isFinished));
    res.redirect(303, link.returnUrl);
  });
  router.use('/onboarding', failurePage(parts.logger, closedHtml));
  return router;
}

/** The account's open link, to those who hold it. */
async function findLink(
  { accountRows, clock }: Pick<OnboardingParts, 'accountRows' | 'clock'>,
  req: Request<{ id: string }>,
  token: string | undefined,
): Promise<OnboardingLink | null> {
  const account: SandboxAccount | null = await accountRows.find(req.params.id);
  const link = account?.link ?? null;
  if (link === null || link.token !== token || link.expiresAt <= clock.now()) return null;
  return link;
}

function openHtml(id: string, token: string, frame: PageFrame): string {
  const { brand, title, asks, finish, leave, rehearsal } = onboardingWords[frame.language];
  const content = `<p>${asks}</p>
    <form class="spaced" method="post" action="./${encodeURIComponent(id)}">
      <input type="hidden" name="token" value="${escaped(token)}">
      <button name="outcome" value="finish" class="primary">${finish}</button>
      <button name="outcome" value="leave">${leave}</button>
    </form>
    <p class="small">${rehearsal}</p>`;
  return pageHtml(frame, { title, brand, style: challengeStyle, content });
}

function closedHtml(frame: PageFrame): string {
  const { brand, closed } = onboardingWords[frame.language];
  const content = `<p>${closed.detail}</p>
    <p class="back"><a class="button primary" href="/">${closed.back}</a></p>`;
  return pageHtml(frame, { title: closed.title, brand, style: challengeStyle, content });
}
