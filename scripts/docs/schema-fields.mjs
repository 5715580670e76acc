/** @typedef {Record<string, any>} JsonSchema */

/**
 * The fields of an object's JSON schema, one after the other; nested ones as `price.amount` and
 * `items[].ticketId`.
 *
 * @param {JsonSchema} schema
 * @returns {{ name: string, kind: string, isRequired: boolean }[]}
 */
export function fieldsOf(schema, prefix = '', root = schema) {
  const { properties = {}, required = [] } = follow(schema, root);
  return Object.entries(properties).flatMap(([key, reference]) => {
    const field = follow(/** @type {JsonSchema} */ (reference), root);
    const name = `${prefix}${key}`;
    const own = { name, kind: kindOf(field, root), isRequired: required.includes(key) };
    const { inner, isList } = objectWithin(field, root);
    return inner === undefined
      ? [own]
      : [own, ...fieldsOf(inner, `${name}${isList ? '[]' : ''}.`, root)];
  });
}

/**
 * @param {JsonSchema} schema
 * @param {JsonSchema} root
 * @returns {{ inner?: JsonSchema, isList: boolean }}
 */
function objectWithin(schema, root) {
  const field = follow(schema, root);
  if (field.properties !== undefined) return { inner: field, isList: false };
  if (field.type === 'array') {
    const item = follow(field.items ?? {}, root);
    return item.properties === undefined ? { isList: true } : { inner: item, isList: true };
  }
  // An object or nothing: describe the object. Several objects: their kinds say enough.
  const objects = (field.anyOf ?? []).filter(
    (/** @type {JsonSchema} */ one) => one.type !== 'null',
  );
  return objects.length === 1 ? objectWithin(objects[0], root) : { isList: false };
}

/**
 * @param {JsonSchema} schema
 * @param {JsonSchema} root
 * @returns {string}
 */
function kindOf(schema, root) {
  const field = follow(schema, root);
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined)
    return field.enum.map((/** @type {unknown} */ one) => `\`${one}\``).join(', ');
  const choices = field.anyOf ?? field.oneOf;
  if (choices !== undefined) {
    return choices.map((/** @type {JsonSchema} */ one) => kindOf(one, root)).join(' or ');
  }
  if (field.type === 'array') return `list of ${kindOf(field.items ?? {}, root)}`;
  if (Array.isArray(field.type)) return field.type.join(' or ');
  return field.format ?? field.type ?? 'anything';
}

/**
 * @param {JsonSchema} schema
 * @param {JsonSchema} root
 * @returns {JsonSchema}
 */
function follow(schema, root) {
  if (typeof schema.$ref !== 'string') return schema;
  return schema.$ref
    .slice(2)
    .split('/')
    .reduce((at, part) => at[part], root);
}
