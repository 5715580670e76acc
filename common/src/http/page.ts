import type { Request } from 'express';
import { matchedData, query, type ValidationChain } from 'express-validator';
import type { z } from 'zod';
import { Problem } from '../errors.js';

const limitDefault = 20;
const limitMax = 100;
const cursorLengthMax = 1_000;

/** The `limit` and `cursor` of a list. */
export function pageInput(): ValidationChain[] {
  return [
    query('limit')
      .optional()
      .custom((value: unknown) => typeof value === 'string' && isLimit(value))
      .withMessage(`must be a whole number from 1 to ${limitMax}`)
      .toInt(),
    query('cursor')
      .optional()
      .custom((value: unknown) => typeof value === 'string' && isCursorSized(value))
      .withMessage('must be the nextCursor of an earlier answer'),
  ];
}

const isLimit = (text: string) => /^[1-9]\d*$/.test(text) && Number(text) <= limitMax;
const isCursorSized = (text: string) => text.length >= 1 && text.length <= cursorLengthMax;

/** How many items were asked for; 20 by default. */
export function limitOf(req: Request): number {
  const { limit } = matchedData<{ limit?: number }>(req, { locations: ['query'] });
  return limit ?? limitDefault;
}

/** The cursor that was sent, still encoded. */
export function cursorOf(req: Request): string | undefined {
  return matchedData<{ cursor?: string }>(req, { locations: ['query'] }).cursor;
}

/** One page of a list, and how to ask for the next. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Makes a page of rows of which one more was read than is shown, to know whether there is more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { view, cursor }: { view: (row: Row) => Item; cursor: (last: Row) => readonly unknown[] },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(cursor(last)) : null;
  return { items: shown.map(view), nextCursor };
}

/** Makes an opaque cursor of the last item's sort values. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor, checked against their shape. Throws invalid_request. */
export function decodeCursor<Shape extends z.ZodType>(
  cursor: string,
  shape: Shape,
): z.output<Shape> {
  const values = shape.safeParse(parsed(cursor));
  if (values.success) return values.data;
  throw new Problem('invalid_request', 'This list cannot be continued from here; start again.', {
    errors: [{ field: 'cursor', message: 'must be the nextCursor of an earlier answer' }],
  });
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
