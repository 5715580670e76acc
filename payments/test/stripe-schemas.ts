import { readFile } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';

type Schema = Readonly<Record<string, unknown>>;

/** Stripe's published schemas, by the name an object carries in `object`. */
export interface StripeSchemas {
  /** Says what is wrong with an object; empty when nothing is. */
  problemsOf(object: unknown): readonly string[];
}

/** Reads Stripe's OpenAPI description. Expandable fields are ids: what they lead to is looked at by itself. */
export async function readStripeSchemas(file: string): Promise<StripeSchemas> {
  const document = JSON.parse(await readFile(file, 'utf8')) as {
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    ajv.addSchema(simplified(schema) as Schema, `stripe:${name}`);
  }
  return {
    problemsOf(object) {
      const name = String((object as { readonly object?: unknown }).object);
      const validate = ajv.getSchema(`stripe:${name}`);
      if (validate === undefined) return [`Stripe has no object named ${name}`];
      return validate(withoutUnpublished(object, name)) === true
        ? []
        : describe(validate as ValidateFunction);
    },
  };
}

/** In the SDK's types, but not in the published description. */
const unpublished: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ['payment_record', 'source'],
  charge: ['source'],
};

function withoutUnpublished(object: unknown, name: string): unknown {
  const fields = Object.entries(object as Schema);
  return Object.fromEntries(fields.filter(([field]) => !unpublished[name]?.includes(field)));
}

function describe({ errors }: ValidateFunction): readonly string[] {
  return (errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

/** OpenAPI 3.0's `nullable` and Stripe's expansions, as JSON Schema has it; no unknown fields. */
function simplified(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(simplified);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...schema } = node as Schema;
  const isExpandable = schema['x-expansionResources'] !== undefined;
  if (isExpandable) return nullable === true ? { type: ['string', 'null'] } : { type: 'string' };
  if (typeof schema['$ref'] === 'string') {
    const $ref = schema['$ref'].replace('#/components/schemas/', 'stripe:');
    return nullable === true ? orNull({ $ref }) : { $ref };
  }
  const strict =
    schema['properties'] !== undefined && schema['additionalProperties'] === undefined
      ? { additionalProperties: false }
      : {};
  const inner = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !key.startsWith('x-'))
      .map(([key, value]) => [key, key === 'enum' ? value : simplified(value)]),
  );
  return nullable === true ? orNull({ ...inner, ...strict }) : { ...inner, ...strict };
}

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}
