import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { parse } from 'yaml';
import type { TestResponse } from './http.js';

type Json = Readonly<Record<string, unknown>>;

interface LoadedContract {
  readonly document: Json;
  readonly ajv: Ajv2020;
}

const addFormats = addFormatsModule.default;
const loaded = new Map<string, LoadedContract>();
const documentId = 'contract:';

/**
 * Checks status, media type and body of an answer against the operation of an OpenAPI 3.1 file
 * that its request's method and path name. Throws an Error that says what differs.
 */
export function expectContract(openapiPath: string, res: TestResponse): void {
  const { document, ajv } = load(openapiPath);
  const { method, url } = (res as unknown as { request: { method: string; url: string } }).request;
  const path = decodeURI(new URL(url).pathname);
  const at = `${method} ${path} → ${res.status}`;
  const template = findTemplate(member(document, 'paths'), path);
  if (template === undefined) throw new Error(`${at}: no such path in ${openapiPath}`);
  const pointer = ['paths', template, method.toLowerCase(), 'responses', String(res.status)];
  const response = resolve(document, pointer);
  if (response === undefined) throw new Error(`${at}: this status is not in ${openapiPath}`);

  const content = response.value['content'] as Json | undefined;
  if (content === undefined) {
    if (res.text !== undefined && res.text !== '')
      throw new Error(`${at}: a body, but none is due`);
    return;
  }
  const type = String(res.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (content[type] === undefined) throw new Error(`${at}: ${type} is not in ${openapiPath}`);
  const body: unknown = JSON.parse(res.text);
  const $ref = documentId + fragment([...response.pointer, 'content', type, 'schema']);
  const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
  if (validate(body) !== true) {
    throw new Error(`${at}: ${describe(validate.errors ?? [])}\n${JSON.stringify(body, null, 2)}`);
  }
}

function load(openapiPath: string): LoadedContract {
  const known = loaded.get(openapiPath);
  if (known !== undefined) return known;
  const document = parse(readFileSync(openapiPath, 'utf8')) as Json;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: documentId }, documentId);
  const contract = { document, ajv };
  loaded.set(openapiPath, contract);
  return contract;
}

/** `/api/orders/mine` is preferred to `/api/orders/{id}`. */
function findTemplate(paths: Json, path: string): string | undefined {
  if (path in paths) return path;
  return Object.keys(paths).find((template) => {
    const pattern = template
      .split('/')
      .map((part) => (part.startsWith('{') ? '[^/]+' : part))
      .join('/');
    return new RegExp(`^${pattern}$`).test(path);
  });
}

/** Follows a pointer, and the `$ref` it may end in; answers where that led. */
function resolve(document: Json, pointer: readonly string[]) {
  let value: unknown = document;
  for (const step of pointer) value = (value as Json | undefined)?.[step];
  if (value === undefined) return undefined;
  const $ref = (value as Json)['$ref'];
  if (typeof $ref !== 'string') return { value: value as Json, pointer };
  const target = $ref.slice(2).split('/');
  let referred: unknown = document;
  for (const step of target) referred = (referred as Json | undefined)?.[step];
  return referred === undefined ? undefined : { value: referred as Json, pointer: target };
}

function member(document: Json, name: string): Json {
  return (document[name] ?? {}) as Json;
}

function fragment(pointer: readonly string[]): string {
  const escaped = (step: string) =>
    encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#/${pointer.map(escaped).join('/')}`;
}

function describe(errors: readonly ErrorObject[]): string {
  return errors.map((e) => `${e.instancePath || '/'} ${e.message ?? ''}`).join('; ');
}
