import type { SandboxIntent } from '../intents/intent.js';
import { challengeStyle } from './challenge-style.js';
import { type ClosedReason, challengeWords } from './challenge-words.js';
import { escaped, type PageFrame, pageHtml } from './layout.js';

/** The bank's page: plain, readable, works without scripts. */
export function challengeHtml(intent: SandboxIntent, token: string, frame: PageFrame): string {
  const words = challengeWords[frame.language];
  return page(
    frame,
    words.open.title,
    `<p>${words.open.asks}</p>
    ${amountHtml(intent, frame)}
    <form method="post" action="./${encodeURIComponent(intent._id)}">
      <input type="hidden" name="token" value="${escaped(token)}">
      <button name="outcome" value="complete" class="primary">${words.complete}</button>
      <button name="outcome" value="fail">${words.fail}</button>
    </form>
    <p class="small">${words.open.promise} ${words.noMoney}</p>`,
  );
}

/** Nothing can be answered (any more): why, and the way back. */
export function closedHtml(
  intent: SandboxIntent | null,
  reason: ClosedReason,
  frame: PageFrame,
): string {
  const words = challengeWords[frame.language];
  const { title, detail } = words.closed[reason];
  const returnUrl = intent?.returnUrl ?? null;
  const label = returnUrl === null ? words.toTickets : words.toOrder;
  return page(
    frame,
    title,
    `<p>${detail}</p>
    ${intent === null || reason === 'unknown' ? '' : amountHtml(intent, frame)}
    <p class="back"><a class="button primary" href="${escaped(returnUrl ?? '/tickets')}">${label}</a></p>
    <p class="small">${words.noMoney}</p>`,
  );
}

const page = (frame: PageFrame, title: string, content: string) =>
  pageHtml(frame, {
    title,
    brand: challengeWords[frame.language].bank,
    style: challengeStyle,
    content,
  });

function amountHtml({ amount, currency }: SandboxIntent, { language }: PageFrame): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const text = escaped(format.format(amount / 10 ** digits));
  return `<p class="amount"><span>${challengeWords[language].amount}</span><strong>${text}</strong></p>`;
}
