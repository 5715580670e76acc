import type { SentMail } from '../../data/mail.repository.js';
import { escaped } from '../../templates/layout.js';
import { pageStyle } from './page-style.js';

/** The newest mails, and a field to see only those to one address. */
export function listHtml(mails: readonly SentMail[], to: string, nonce: string): string {
  const rows = mails.map(
    ({ id, message, sentAt }) => `<li><a href="/sandbox/mail/${encodeURIComponent(id)}">
      <strong>${escaped(message.subject)}</strong>
      <span>${escaped(message.to.address)} · <time datetime="${sentAt.toISOString()}">${timeOf(sentAt)}</time></span>
    </a></li>`,
  );
  const empty = '<p>No mail yet. Sign up, or hold tickets, and look again.</p>';
  return page(
    'Mail',
    nonce,
    `<p class="small">Nothing leaves this machine: what Marquee would send is shown here instead.</p>
    <form method="get" action="/sandbox/mail">
      <label>To <input type="search" name="to" value="${escaped(to)}" maxlength="320"></label>
      <button>Show</button>
    </form>
    ${rows.length === 0 ? empty : `<ul>${rows.join('\n')}</ul>`}`,
  );
}

/** One mail: who it is to, its text, and how it looks in a mail program. */
export function mailHtml({ id, message, sentAt }: SentMail, nonce: string): string {
  const { to, subject, text } = message;
  const source = `/sandbox/mail/${encodeURIComponent(id)}/html`;
  return page(
    subject,
    nonce,
    `<dl>
      <dt>To</dt><dd>${escaped(to.name)} &lt;${escaped(to.address)}&gt;</dd>
      <dt>Sent</dt><dd><time datetime="${sentAt.toISOString()}">${timeOf(sentAt)}</time></dd>
    </dl>
    <iframe title="The mail as HTML" src="${source}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
    <h2>As plain text</h2>
    <pre>${linked(text)}</pre>
    <p><a href="/sandbox/mail">All mails</a></p>`,
  );
}

export function refusalHtml(title: string, detail: string, nonce: string): string {
  const back = '<p><a href="/sandbox/mail">All mails</a></p>';
  return page(title, nonce, `<p>${escaped(detail)}</p>${back}`);
}

function page(title: string, nonce: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${escaped(title)} · Marquee sandbox</title>
  <style nonce="${nonce}">${pageStyle}</style>
</head>
<body><main>
  <h1>${escaped(title)}</h1>
  ${content}
</main></body>
</html>`;
}

function timeOf(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The text, in which a line that is an address can be followed. */
function linked(text: string): string {
  return escaped(text).replaceAll(
    /^https?:\/\/[^\s<>]+$/gm,
    (url) => `<a href="${url}">${url}</a>`,
  );
}
