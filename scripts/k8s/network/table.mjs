const heading = '## Who may talk to whom';

/**
 * The table as the docs show it.
 *
 * @param {Map<string, string[]>} connections
 */
export function tableOf(connections) {
  const rows = [...connections].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '| to | from |',
    '|---|---|',
    ...rows.map(([to, from]) => `| \`${to}\` | ${from.join(', ')} |`),
  ];
}

/**
 * What the docs say otherwise than the policies.
 *
 * @param {string} document docs/operations.md
 * @param {Map<string, string[]>} connections
 * @returns {string[]}
 */
export function tableProblems(document, connections) {
  const section = document.split(heading)[1]?.split('\n## ')[0];
  if (section === undefined) return [`docs/operations.md has no section "${heading}"`];
  const stated = section.split('\n').filter((line) => line.startsWith('|'));
  const derived = tableOf(connections);
  return [
    ...derived.filter((row) => !stated.includes(row)).map((row) => `the docs lack: ${row}`),
    ...stated.filter((row) => !derived.includes(row)).map((row) => `no policy allows: ${row}`),
  ];
}
