import { type FieldError, Problem } from '@marquee/common/errors';
import { type EventId, isUuid, type TicketId } from '@marquee/common/ids';
import { moneySchema } from '@marquee/common/money';
import type { Request } from 'express';
import { z } from 'zod';
import { ticketsPerOrderMax } from '../../domain/limits.js';
import type { Wanted } from '../../domain/request.js';

// The busiest route is checked by zod, not by chains: ADR 0006 says why.
const id = z
  .string()
  .refine(isUuid, 'must be an id')
  .transform((text) => text.toLowerCase());

const namedTickets = z.strictObject({
  ticketIds: z
    .array(id)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'names a ticket twice'),
  expectedTotal: moneySchema,
});

const bestTickets = z.strictObject({
  eventId: id,
  section: z.string().min(1).max(100).optional(),
  quantity: z.int(),
  maxTotal: moneySchema,
});

const noQuery = z.strictObject({});

/**
 * What the body of POST /api/orders asks for. Throws invalid_request for what is malformed and
 * unacceptable for a number of tickets that no order has.
 */
export function wantedOf(req: Pick<Request, 'body' | 'query'>): Wanted {
  read(noQuery, req.query);
  const body: unknown = req.body ?? {};
  if (has(body, 'ticketIds') === has(body, 'eventId'))
    throw malformed([{ field: 'ticketIds', message: 'give either ticketIds or eventId' }]);
  if (has(body, 'ticketIds')) {
    const { ticketIds, expectedTotal } = read(namedTickets, body);
    assertCount('ticketIds', ticketIds.length);
    return { kind: 'named', ticketIds: ticketIds as TicketId[], expectedTotal };
  }
  const { eventId, section = null, quantity, maxTotal } = read(bestTickets, body);
  assertCount('quantity', quantity);
  return { kind: 'best', eventId: eventId as EventId, section, quantity, maxTotal };
}

/** The header Idempotency-Key: 1 to 255 printable ASCII characters, or null when there is none. */
export function idempotencyKeyOf({ headers }: Pick<Request, 'headers'>): string | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = 'must be 1 to 255 printable characters without spaces';
  throw malformed([{ field: 'Idempotency-Key', message }]);
}

function read<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw malformed(parsed.error.issues.flatMap(fieldErrors));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return [{ field: path.join('.'), message: issue.message }];
  const message = 'is not a field here';
  return issue.keys.map((key) => ({ field: [...path, key].join('.'), message }));
}

function has(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field);
}

function assertCount(field: string, count: number): void {
  if (count >= 1 && count <= ticketsPerOrderMax) return;
  const message = `An order has 1 to ${ticketsPerOrderMax} tickets`;
  throw new Problem('unacceptable', message, { errors: [{ field, message }] });
}

function malformed(errors: readonly FieldError[]): Problem {
  return new Problem('invalid_request', 'Some fields are missing, wrong or unknown.', { errors });
}
