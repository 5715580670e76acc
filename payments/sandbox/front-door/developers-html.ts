import type { StoredSettings } from '../switches/settings.js';
import type { Switches } from '../switches/switches.js';
import { developersStyle } from './developers-style.js';
import { developersWords, type ObjectKind, objectKinds } from './developers-words.js';
import { escaped, type PageFrame, pageHtml } from './layout.js';

/** One object in a line: what it is, and what there is to say about it. */
export interface ObjectLine {
  readonly id: string;
  readonly headline: string;
  readonly details: string;
  readonly createdAt: Date;
}

export interface DevelopersView {
  readonly kind: ObjectKind;
  readonly lines: readonly ObjectLine[];
  readonly hasMore: boolean;
  readonly isFirstPage: boolean;
  readonly settings: StoredSettings;
  readonly now: Date;
}

export function developersHtml(view: DevelopersView, frame: PageFrame): string {
  const words = developersWords[frame.language];
  const content = `<p>${words.rehearsal}</p>
    <nav>${objectKinds.map((kind) => tabHtml(kind, view.kind, frame)).join('')}</nav>
    ${listHtml(view, frame)}
    <h2>${words.switches}</h2>
    <p class="small">${words.switchesHint}</p>
    <form method="post" action="/sandbox/stripe/switches">
      <div class="fields">${fieldsHtml(view.settings.switches, frame)}</div>
      <button class="primary">${words.save}</button>
    </form>
    <h2>${words.clock}</h2>
    <p>${words.clockIs}: ${timeHtml(view.now)}</p>
    <form class="spaced" method="post" action="/sandbox/stripe/clock">
      <label>${words.advanceHours} <input type="number" name="hours" min="1" max="8760" value="24"></label>
      <button>${words.advance}</button>
    </form>`;
  return pageHtml(frame, {
    ...{ title: words.title, brand: words.brand, style: developersStyle, content },
  });
}

export function refusedHtml(frame: PageFrame): string {
  const { closed, brand, back } = developersWords[frame.language];
  const content = `<p class="back"><a class="button primary" href="/sandbox/stripe">${back}</a></p>`;
  return pageHtml(frame, { title: closed, brand, style: developersStyle, content });
}

function tabHtml(kind: ObjectKind, shown: ObjectKind, { language }: PageFrame): string {
  const current = kind === shown ? ' aria-current="page"' : '';
  const label = developersWords[language].kinds[kind];
  return `<a href="/sandbox/stripe?show=${kind}"${current}>${label}</a>`;
}

function listHtml({ kind, lines, hasMore, isFirstPage }: DevelopersView, frame: PageFrame): string {
  const words = developersWords[frame.language];
  if (lines.length === 0 && isFirstPage) return `<p>${words.none}</p>`;
  const items = lines.map(
    ({ id, headline, details, createdAt }) => `<li><strong>${escaped(headline)}</strong>
      <span>${escaped(details)} · ${escaped(id)} · ${timeHtml(createdAt)}</span></li>`,
  );
  const last = lines.at(-1)?.id ?? '';
  const address = `/sandbox/stripe?show=${kind}`;
  const newest = isFirstPage ? '' : `<a href="${address}">${words.newest}</a>`;
  const older = hasMore
    ? `<a href="${address}&amp;after=${encodeURIComponent(last)}">${words.older}</a>`
    : '';
  return `<ul>${items.join('')}</ul><nav>${newest}${older}</nav>`;
}

function fieldsHtml(switches: Switches, { language }: PageFrame): string {
  const { names } = developersWords[language];
  return Object.entries(switches)
    .map(([name, value]) => {
      const label = names[name as keyof Switches];
      const input =
        typeof value === 'boolean'
          ? `<input type="checkbox" name="${name}"${value ? ' checked' : ''}>`
          : `<input type="number" name="${name}" value="${value}" ${name === 'dropFraction' ? 'step="0.01" max="1"' : 'step="1"'} min="${name.endsWith('Ms') || name === 'dropFraction' ? 0 : -1}">`;
      return `<label>${label} ${input}</label>`;
    })
    .join('');
}

function timeHtml(at: Date): string {
  const text = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return `<time datetime="${at.toISOString()}">${text}</time>`;
}
