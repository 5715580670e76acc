import { itemsMax, type ListRead } from '@/lib/api/list-read';
import type { Money, TicketStatus } from '@/lib/api/types';
import { currencyExponent } from '@/lib/money';
import type { TicketFacts } from './messages';

export interface TicketLike {
  id: string;
  status: TicketStatus;
  price: Money;
  version: number;
}

/** Where the catalogue puts a ticket: by what is printed on its price, currencies not converted. */
interface Place {
  faceValue: number;
  id: string;
}

const placeOf = (id: string, { amount, currency }: Money): Place => ({
  faceValue: amount * 10 ** (3 - currencyExponent(currency)),
  id,
});

const comesBefore = (a: Place, b: Place): boolean =>
  a.faceValue === b.faceValue ? a.id < b.id : a.faceValue < b.faceValue;

const freeOf = <Item extends TicketLike>(items: readonly Item[]): Item[] =>
  items.filter(({ status }) => status === 'available');

/**
 * Whether a list as it was read should have this ticket. One that is beyond what was read is not
 * lacking: who asked for it would be given the same list, and so would everybody else who looks.
 */
export function createExpectation({
  items,
  leftOut,
}: ListRead<TicketLike>): (fact: TicketFacts) => boolean {
  switch (leftOut) {
    case 'nothing':
      return () => true;
    case 'older': {
      const [oldest = ''] = items.map(({ id }) => id).sort();
      return ({ ticketId }) => ticketId > oldest;
    }
    case 'taken':
      return ({ status }) => status === 'available';
    case 'free': {
      const places = freeOf(items).map(({ id, price }) => placeOf(id, price));
      const nowhere: Place = { faceValue: -1, id: '' };
      const last = places.reduce((a, b) => (comesBefore(a, b) ? b : a), nowhere);
      return ({ status, ticketId, price }) =>
        status === 'available' && comesBefore(placeOf(ticketId, price), last);
    }
  }
}

/** Half of the free tickets that were read are gone, and there are more of them to read. */
export const isRunningLow = ({ items, leftOut }: ListRead<TicketLike>): boolean =>
  leftOut === 'free' && freeOf(items).length < itemsMax / 2;
