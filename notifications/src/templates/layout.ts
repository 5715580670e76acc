import { frameWords, type Letter, type LetterFrame, type LetterRow } from './letter.js';
import { mailStyle as style } from './mail-style.js';

/** The letter for programs that show plain text. */
export function textOf(letter: Letter, { language, name }: LetterFrame): string {
  const { hello, sentBy } = frameWords[language];
  const rows = (letter.rows ?? []).map((row) => `  ${oneLine(row.name)}: ${oneLine(row.value)}`);
  const action =
    letter.action === undefined ? [] : [`${letter.action.label}:\n${letter.action.url}`];
  const blocks = [
    letter.heading,
    hello(name),
    ...letter.paragraphs,
    ...(rows.length === 0 ? [] : [rows.join('\n')]),
    ...(letter.closing ?? []),
    ...action,
    `-- \nMarquee\n${sentBy}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/**
 * The letter as HTML that old mail programs can show: tables, styles on the elements, nothing
 * loaded from anywhere. Everything that somebody typed is escaped here.
 */
export function htmlOf(letter: Letter, { language, name, publicUrl }: LetterFrame): string {
  const { hello, sentBy } = frameWords[language];
  const paragraph = (text: string) => `<p style="${style.paragraph}">${escaped(text)}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(letter.subject)}</title>
</head>
<body style="${style.body}">
<div style="${style.preview}">${escaped(letter.preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${style.page}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${style.sheet}"><tr><td style="${style.inside}">
<p style="${style.brand}"><a href="${escaped(publicUrl)}" target="_blank" style="${style.brandLink}">Marquee</a></p>
<h1 style="${style.heading}">${escaped(letter.heading)}</h1>
${[hello(name), ...letter.paragraphs].map(paragraph).join('\n')}
${rowsOf(letter.rows ?? [])}
${(letter.closing ?? []).map(paragraph).join('\n')}
${letter.action === undefined ? '' : buttonOf(letter.action)}
<p style="${style.small}">${escaped(sentBy)}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** Line breaks and what prints as nothing would let a title pretend to be another line. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function rowsOf(rows: readonly LetterRow[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ name, value, isStrong }) => {
    const weight = isStrong === true ? style.strong : '';
    return `<tr><td style="${style.name}${weight}">${escaped(name)}</td><td align="right" style="${style.value}${weight}">${escaped(value)}</td></tr>`;
  });
  return `<table width="100%" cellpadding="0" cellspacing="0" style="${style.rows}">\n${cells.join('\n')}\n</table>`;
}

function buttonOf({ label, url }: NonNullable<Letter['action']>): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr><td style="${style.button}"><a href="${escaped(url)}" target="_blank" style="${style.buttonLink}">${escaped(label)}</a></td></tr></table>`;
}
