import type { ClientSession } from 'mongoose';
import type { Json } from './json.js';
import { invalidRequest } from './stripe-failure.js';

/** Finds any object by its id, as it is shown with the secret key; null when there is none. */
export type Load = (id: string, session?: ClientSession) => Promise<Json | null>;

const pathsMax = 10;

/** The `expand` of a form or query, whatever else it is. */
export function expandOf(parameters: unknown): readonly string[] {
  if (typeof parameters !== 'object' || parameters === null) return [];
  const given: unknown = Reflect.get(parameters, 'expand');
  if (!Array.isArray(given)) return [];
  return given.filter((path) => typeof path === 'string').slice(0, pathsMax);
}

/** Puts objects where their ids are, along paths such as `data.latest_charge`. */
export async function expanded(
  body: Json,
  paths: readonly string[],
  load: (id: string) => Promise<Json | null>,
): Promise<Json> {
  let result = body;
  for (const path of paths) result = await within(result, path.split('.'), load);
  return result;
}

async function within(
  body: Json,
  [name = '', ...rest]: readonly string[],
  load: (id: string) => Promise<Json | null>,
): Promise<Json> {
  if (!Object.hasOwn(body, name)) throw notExpandable(name);
  const value = body[name];
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(isObject(item) ? await within(item, rest, load) : item);
    return { ...body, [name]: items };
  }
  const found = typeof value === 'string' ? await load(value) : value;
  if (found === null) {
    if (value === null) return body;
    throw notExpandable(name);
  }
  if (!isObject(found)) throw notExpandable(name);
  return { ...body, [name]: rest.length === 0 ? found : await within(found, rest, load) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function notExpandable(name: string): Error {
  return invalidRequest(`This property cannot be expanded (${name}).`, { param: 'expand' });
}
