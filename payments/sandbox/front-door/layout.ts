import type { PageLanguage } from './page-language.js';

/** The page of one response: its language, and the nonce its policy allows styles by. */
export interface PageFrame {
  readonly language: PageLanguage;
  readonly nonce: string;
}

export interface PageContent {
  readonly title: string;
  /** Whose page it is. */
  readonly brand: string;
  readonly style: string;
  readonly content: string;
}

export function pageHtml(
  { language, nonce }: PageFrame,
  { title, brand, style, content }: PageContent,
): string {
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${title} · ${brand}</title>
  <style nonce="${nonce}">${style}</style>
</head>
<body><main>
    <p class="bank">${brand}</p>
    <h1>${title}</h1>
    ${content}
</main></body>
</html>`;
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
