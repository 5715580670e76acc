import type { HoldRequest } from '@/lib/api/orders.browser';
import { isApiProblem } from '@/lib/api/problem';
import type { Money, OrderItem, Ticket } from '@/lib/api/types';
import { sumMoney } from '@/lib/money';

/** A place that can be ordered; an order's item and a free ticket both are. */
export type Choice = Pick<OrderItem, 'ticketId' | 'section' | 'row' | 'seat' | 'price'>;

export type Offer =
  /** The same places again. */
  | { kind: 'same'; choices: Choice[]; total: Money }
  | { kind: 'new_price'; choices: Choice[]; total: Money }
  /** Some are gone; the nearest free ones stand in. */
  | { kind: 'others'; choices: Choice[]; total: Money }
  | { kind: 'none' };

export const requestOf = (offer: Exclude<Offer, { kind: 'none' }>): HoldRequest => ({
  ticketIds: offer.choices.map(({ ticketId }) => ticketId),
  expectedTotal: offer.total,
});

const choiceOf = ({ id, section, row, seat, price }: Ticket): Choice => ({
  ticketId: id,
  section,
  row,
  seat,
  price,
});

/**
 * What can be offered after a refusal: the new price, or others in place of those that are gone.
 * Null when the refusal says nothing about tickets.
 */
export function offerAfter(error: unknown, tried: readonly Choice[]): Offer | null {
  if (!isApiProblem(error)) return null;
  const { total, unavailable = [], alternatives = [] } = error.problem;
  if (error.code === 'price_changed') {
    return total === undefined
      ? { kind: 'none' }
      : { kind: 'new_price', choices: [...tried], total };
  }
  if (error.code === 'event_started' || error.code === 'event_cancelled') return { kind: 'none' };
  if (error.code !== 'ticket_unavailable') return null;
  const kept = tried.filter(({ ticketId }) => !unavailable.includes(ticketId));
  const others = alternatives
    .filter(({ id }) => !tried.some(({ ticketId }) => ticketId === id))
    .slice(0, tried.length - kept.length)
    .map(choiceOf);
  const choices = [...kept, ...others];
  if (choices.length < tried.length || others.length === 0) return { kind: 'none' };
  const prices = choices.map(({ price }) => price);
  if (new Set(prices.map(({ currency }) => currency)).size > 1) return { kind: 'none' };
  const sum = sumMoney(prices);
  const currency = choices[0]?.price.currency;
  if (sum === null || currency === undefined) return { kind: 'none' };
  return { kind: 'others', choices, total: { amount: sum.amount, currency } };
}
