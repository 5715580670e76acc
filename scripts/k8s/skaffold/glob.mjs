/**
 * Whether a path matches a pattern as Docker and skaffold read them: `*` within a name, `**` across
 * folders, `{a,b}` one of several.
 *
 * @param {string} pattern
 * @param {string} file
 */
export function matchesGlob(pattern, file) {
  const expression = expressions.get(pattern) ?? expressionOf(pattern);
  expressions.set(pattern, expression);
  return expression.test(file);
}

/** A few patterns are compared with thousands of files. @type {Map<string, RegExp>} */
const expressions = new Map();

/** @param {string} pattern */
function expressionOf(pattern) {
  const parts = pattern.match(/\*\*\/|\*\*|\*|\{[^}]*\}|[^*{]+/g) ?? [];
  return new RegExp(`^${parts.map(part).join('')}$`);
}

/** @param {string} text */
function part(text) {
  if (text === '**/') return '(?:.*/)?';
  if (text === '**') return '.*';
  if (text === '*') return '[^/]*';
  const alternatives = text.startsWith('{') ? text.slice(1, -1).split(',') : [text];
  return `(?:${alternatives.map((one) => one.replace(/[.+^$()[\]|\\?]/g, '\\$&')).join('|')})`;
}
