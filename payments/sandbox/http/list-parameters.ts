import { z } from 'zod';
import { common, integer } from './fields.js';

/** What every list takes; its own filters come on top. */
export const listFields = {
  ...common,
  limit: integer.pipe(z.number().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: integer.optional(),
  'created[gt]': integer.optional(),
  'created[gte]': integer.optional(),
  'created[lt]': integer.optional(),
  'created[lte]': integer.optional(),
};

export const listParameters = z.strictObject(listFields);

const element = /^(\w+)\[\d*\]$/;

/** A query with `name[]` and `name[0]` gathered into a list under `name`. */
export function queryOf(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const gathered = new Map<string, unknown>();
  for (const [name, value] of Object.entries(query)) {
    const list = element.exec(name)?.[1];
    if (list === undefined) gathered.set(name, value);
    else gathered.set(list, [gathered.get(list) ?? [], value].flat());
  }
  return Object.fromEntries(gathered);
}
