import { messagesByLocale } from '.';

function keysOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${prefix}.${key}`));
}

const argumentsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();

function textsOf(value: unknown, prefix = ''): Array<[string, string]> {
  if (typeof value === 'string') return [[prefix, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsOf(inner, `${prefix}.${key}`));
}

test('German says everything that English says, and nothing else', () => {
  expect(keysOf(messagesByLocale.de).sort()).toEqual(keysOf(messagesByLocale.en).sort());
});

test('no message loses a value in translation', () => {
  const german = new Map(textsOf(messagesByLocale.de));
  for (const [key, text] of textsOf(messagesByLocale.en)) {
    // Words inside plural forms start with a letter too; only names used outside of them count.
    const names = argumentsOf(text).filter((name) => new RegExp(`\\{${name}[,}]`).test(text));
    for (const name of names) expect(`${key}: ${german.get(key)}`).toContain(`{${name}`);
  }
});
