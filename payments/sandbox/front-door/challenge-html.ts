import type { SandboxIntent } from '../intents/intent.js';

/** The bank's page: plain, readable, works without scripts. */
export function challengeHtml(intent: SandboxIntent, token: string, nonce: string): string {
  return page(
    nonce,
    'Confirm this payment',
    `<p class="label">Payment sandbox · no real money</p>
    <h1>Is this you?</h1>
    <p>Your bank asks you to confirm a payment of <strong>${amountOf(intent)}</strong>.</p>
    <form method="post" action="./${encodeURIComponent(intent._id)}">
      <input type="hidden" name="token" value="${escaped(token)}">
      <button name="outcome" value="complete" class="primary">Complete</button>
      <button name="outcome" value="fail">Fail</button>
    </form>`,
  );
}

export function messageHtml(nonce: string): string {
  return page(
    nonce,
    'Nothing to confirm',
    `<p class="label">Payment sandbox</p>
    <h1>There is nothing to confirm here</h1>
    <p>This question was answered already, or its link is incomplete. Go back to your order: it
    shows how things stand.</p>`,
  );
}

function page(nonce: string, title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${title}</title>
  <style nonce="${nonce}">${style}</style>
</head>
<body><main>
    ${content}
</main></body>
</html>`;
}

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; }
  main { max-width: 26rem; margin: 1rem; padding: 2rem; border: 1px solid GrayText; border-radius: 1rem; }
  h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.2; }
  .label { margin: 0 0 1rem; font-size: .875rem; }
  form { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
  button { flex: 1; min-height: 2.75rem; padding: 0 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
    color: CanvasText; background: Canvas; border: 1px solid GrayText; border-radius: .5rem; }
  button.primary { color: #fff; background: #4338ca; border-color: #4338ca; }
  button:focus-visible { outline: 3px solid #818cf8; outline-offset: 2px; }
`;

function amountOf({ amount, currency }: SandboxIntent): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return escaped(format.format(amount / 10 ** digits));
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
