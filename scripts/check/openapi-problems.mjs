/**
 * What is wrong with an OpenAPI document that was read: missing basics, references that lead
 * nowhere, operations without an id or an answer.
 *
 * @param {unknown} document
 * @returns {string[]} one sentence each
 */
export function openapiProblems(document) {
  if (!isRecord(document)) return ['it is not an object'];
  const problems = [];
  if (!String(document.openapi).startsWith('3.')) problems.push('`openapi` names no version 3');
  if (!isRecord(document.info)) problems.push('`info` is missing');
  if (!isRecord(document.paths)) problems.push('`paths` is missing');
  for (const reference of referencesIn(document)) {
    if (resolve(document, reference) === undefined) problems.push(`${reference} leads nowhere`);
  }
  return [...problems, ...operationProblems(document.paths)];
}

const methods = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

/** @param {unknown} paths */
function operationProblems(paths) {
  if (!isRecord(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isRecord(item) ? item : {})
      .filter(([method]) => methods.has(method))
      .filter(([, operation]) => !isRecord(operation) || !isRecord(operation.responses))
      .map(([method]) => `${method} ${path} has no responses`),
  );
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function referencesIn(value) {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isRecord(value)) return [];
  const own = typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

/**
 * @param {unknown} document
 * @param {string} reference a JSON pointer within the document: `#/components/schemas/Order`
 */
function resolve(document, reference) {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((/** @type {any} */ at, part) => (isRecord(at) ? at[part] : undefined), document);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
