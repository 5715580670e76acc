import { createHash } from 'node:crypto';
import { Problem } from '@marquee/common/errors';
import { waitUntilKnown } from '@marquee/common/http';
import { newId, type OrderId, type UserId } from '@marquee/common/ids';
import type { Decision, PlaceRequest, Wanted } from '../../domain/request.js';
import { viewTicket } from '../../views/ticket-view.js';
import type { Alternatives } from './alternatives.js';
import type { OrderRounds } from './order-rounds.js';

export interface PlaceOrderInput {
  readonly buyerId: UserId;
  readonly wanted: Wanted;
  readonly idempotencyKey: string | null;
  readonly correlationId: string;
}

export interface PlaceOrderDeps {
  readonly decide: Pick<OrderRounds, 'together' | 'alone'>;
  readonly alternatives: Alternatives;
  /** Whether a Ticket or Event has arrived at orders. */
  isKnown(id: string): Promise<boolean>;
}

/** Holds tickets for a buyer: all that are wanted or none. Throws the Problem that says why not. */
export async function placeOrder(
  deps: PlaceOrderDeps,
  input: PlaceOrderInput,
): Promise<Extract<Decision, { kind: 'placed' | 'replayed' }>> {
  const request = toRequest(input);
  let decision = await deps.decide.together(request);
  if (decision.kind === 'unknown' && (await becomeKnown(deps, decision.ids)))
    decision = await deps.decide.together(request);
  if (decision.kind === 'unavailable' && decision.readTooFew)
    decision = await deps.decide.alone(request);
  switch (decision.kind) {
    case 'placed':
    case 'replayed':
      return decision;
    case 'refused':
      throw decision.problem;
    case 'unknown':
      throw new Problem('not_found', 'We do not know this ticket or Event.');
    case 'repriced':
      throw priceChanged(decision);
    case 'unavailable':
      throw await unavailable(deps, request, decision);
  }
}

function toRequest(input: PlaceOrderInput): PlaceRequest {
  const { buyerId, wanted, idempotencyKey, correlationId } = input;
  const idempotency =
    idempotencyKey === null ? null : { key: idempotencyKey, fingerprint: fingerprintOf(wanted) };
  return { orderId: newId<OrderId>(), buyerId, wanted, idempotency, correlationId };
}

/** One value for one meaning: `wanted` is built field by field, so its JSON is canonical. */
function fingerprintOf(wanted: Wanted): string {
  return createHash('sha256').update(JSON.stringify(wanted)).digest('base64url');
}

/** Waits for ids so young that their domain events may be on the way. */
async function becomeKnown(deps: PlaceOrderDeps, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const known = await waitUntilKnown(id, async () => ((await deps.isKnown(id)) ? id : null));
    if (known === null) return false;
  }
  return true;
}

function priceChanged({ total, tickets }: Extract<Decision, { kind: 'repriced' }>): Problem {
  const detail = 'The total is not what you were shown. Nothing was held.';
  return new Problem('price_changed', detail, {
    extra: { total },
    current: { tickets: tickets.map(viewTicket) },
  });
}

async function unavailable(
  deps: PlaceOrderDeps,
  request: PlaceRequest,
  { eventId, tickets }: Extract<Decision, { kind: 'unavailable' }>,
): Promise<Problem> {
  const alternatives = await deps.alternatives.find(request, eventId);
  const detail = 'Another buyer was faster by a moment. Nothing was held or charged.';
  return new Problem('ticket_unavailable', detail, {
    extra: { unavailable: tickets.map((ticket) => ticket.ticketId), alternatives },
    current: { tickets: tickets.map(viewTicket) },
  });
}
