import { Problem } from '@marquee/common/errors';
import { checked, context, getInput, rateLimit, requireUser, signedIn } from '@marquee/common/http';
import type { EventId, TicketId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { Router } from 'express';
import { ticketsPerOrderMax } from '../../domain/limits.js';
import type { Wanted } from '../../domain/request.js';
import { viewOrder } from '../../views/order-view.js';
import { idempotencyKeyOf, placeOrderBody } from './place-order.input.js';
import { type PlaceOrderDeps, placeOrder } from './place-order.js';

type Body =
  | { readonly ticketIds: TicketId[]; readonly expectedTotal: Money }
  | {
      readonly ticketIds?: undefined;
      readonly eventId: EventId;
      readonly section?: string;
      readonly quantity: number;
      readonly maxTotal: Money;
    };

/** POST /api/orders */
export function placeOrderRoute(deps: PlaceOrderDeps & { readonly rateLimited: boolean }): Router {
  const limit = rateLimit({
    name: 'place-order',
    limit: 30,
    windowSeconds: 60,
    by: 'account',
    enabled: deps.rateLimited,
  });
  return Router().post(
    '/api/orders',
    signedIn,
    limit,
    ...checked(...placeOrderBody),
    async (req, res) => {
      const buyer = requireUser(req);
      const { kind, order, now } = await placeOrder(deps, {
        buyerId: buyer.id,
        wanted: toWanted(getInput<Body>(req)),
        idempotencyKey: idempotencyKeyOf(req.headers),
        correlationId: context().requestId,
      });
      if (kind === 'replayed') res.set('Idempotent-Replay', 'true');
      res.status(201).json({ order: viewOrder(order, now) });
    },
  );
}

/** Well-formed is the checker's business; what is not allowed is refused here. */
function toWanted(body: Body): Wanted {
  if (body.ticketIds !== undefined) {
    const { ticketIds } = body;
    assertCount('ticketIds', ticketIds.length);
    return { kind: 'named', ticketIds, expectedTotal: toMoney(body.expectedTotal) };
  }
  const { eventId, section = null, quantity } = body;
  assertCount('quantity', quantity);
  return { kind: 'best', eventId, section, quantity, maxTotal: toMoney(body.maxTotal) };
}

function assertCount(field: string, count: number): void {
  if (count >= 1 && count <= ticketsPerOrderMax) return;
  const message = `An order has 1 to ${ticketsPerOrderMax} tickets`;
  throw new Problem('unacceptable', message, { errors: [{ field, message }] });
}

function toMoney({ amount, currency }: Money): Money {
  return { amount, currency };
}
