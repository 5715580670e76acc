import { ApiProblem, type Problem } from '@/lib/api/problem';
import type { Ticket } from '@/lib/api/types';
import { type Choice, offerAfter } from './hold-again';

const eur = (amount: number) => ({ amount, currency: 'EUR' as const });
const choice = (ticketId: string, amount = 4_000): Choice => ({
  ticketId,
  section: 'Stalls',
  row: 'A',
  seat: ticketId,
  price: eur(amount),
});
const ticket = (id: string, amount = 4_500): Ticket => ({
  id,
  eventId: 'e',
  section: 'Stalls',
  row: 'B',
  seat: id,
  price: eur(amount),
  status: 'available',
  version: 1,
});
const refusal = (code: string, more: Partial<Problem> = {}): ApiProblem =>
  new ApiProblem({ status: 409, code, title: code, detail: '', errors: [], ...more });

describe('after losing the race for the same seats', () => {
  const tried = [choice('1'), choice('2')];

  it('what is gone is replaced by the nearest alternatives, what is free is kept', () => {
    const lost = refusal('ticket_unavailable', {
      unavailable: ['2'],
      alternatives: [ticket('7'), ticket('8')],
    });
    const offer = offerAfter(lost, tried);
    expect(offer).toMatchObject({ kind: 'others', total: eur(8_500) });
    expect(offer).toHaveProperty('choices.1.ticketId', '7');
  });

  it('too few alternatives are no offer', () => {
    const lost = refusal('ticket_unavailable', {
      unavailable: ['1', '2'],
      alternatives: [ticket('7')],
    });
    expect(offerAfter(lost, tried)).toEqual({ kind: 'none' });
  });

  it('a changed price is offered at the new total, never taken silently', () => {
    const changed = refusal('price_changed', { total: eur(9_900) });
    expect(offerAfter(changed, tried)).toMatchObject({ kind: 'new_price', total: eur(9_900) });
  });

  it('a refusal that is not about tickets makes no offer', () => {
    expect(offerAfter(refusal('rate_limited'), tried)).toBeNull();
    expect(offerAfter(new Error('boom'), tried)).toBeNull();
  });
});
