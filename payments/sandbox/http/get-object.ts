import type { Request, Response } from 'express';
import type { Conditions, ObjectRepository, StoredObject } from '../data/object.repository.js';
import { send } from './answer.js';
import { expanded, expandOf, type Load } from './expand.js';
import { type Json, listOf } from './json.js';
import { queryOf } from './list-parameters.js';
import { pageOf } from './page.js';
import { noSuch } from './stripe-failure.js';

/** Answers with one object, found by its id. */
export async function getObject(
  req: Request<{ id: string }>,
  res: Response,
  { load, object }: { readonly load: Load; readonly object: string },
): Promise<void> {
  const body = await load(req.params.id);
  if (body === null || body['object'] !== object) throw noSuch(object, req.params.id);
  send(res, { status: 200, body: await expanded(body, expandOf(queryOf(req.query)), load) });
}

export interface ListSource<Kept extends StoredObject> {
  readonly rows: Pick<ObjectRepository<Kept>, 'list'>;
  readonly render: (kept: Kept) => Json;
  readonly load: Load;
}

/** Answers with a page of objects, newest first. */
export async function listObjects<Kept extends StoredObject>(
  req: Request,
  res: Response,
  { rows, render, load }: ListSource<Kept>,
  asked: Parameters<typeof pageOf>[0],
  conditions: Conditions = {},
): Promise<void> {
  const { items, hasMore } = await rows.list(pageOf(asked), conditions);
  const body = listOf(req.path, items.map(render), hasMore);
  send(res, { status: 200, body: await expanded(body, expandOf(queryOf(req.query)), load) });
}

/** The conditions that were given, by the names they are stored under. */
export function given(conditions: Conditions): Conditions {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
}
