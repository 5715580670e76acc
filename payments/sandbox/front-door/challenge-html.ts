import type { SandboxIntent } from '../intents/intent.js';
import { challengeStyle } from './challenge-style.js';
import { type ClosedReason, challengeWords } from './challenge-words.js';
import type { PageLanguage } from './page-language.js';

/** The page of one response: its language, and the nonce its policy allows styles by. */
export interface PageFrame {
  readonly language: PageLanguage;
  readonly nonce: string;
}

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

function page({ language, nonce }: PageFrame, title: string, content: string): string {
  const { bank } = challengeWords[language];
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${title} · ${bank}</title>
  <style nonce="${nonce}">${challengeStyle}</style>
</head>
<body><main>
    <p class="bank">${bank}</p>
    <h1>${title}</h1>
    ${content}
</main></body>
</html>`;
}

function amountHtml({ amount, currency }: SandboxIntent, { language }: PageFrame): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const text = escaped(format.format(amount / 10 ** digits));
  return `<p class="amount"><span>${challengeWords[language].amount}</span><strong>${text}</strong></p>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
