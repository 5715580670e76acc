import {
  defaultQuantity,
  fromSeats,
  nothing,
  type Selection,
  ticketsMaxPerOrder,
} from './selection';

export interface Choice {
  quantity: number;
  selection: Selection;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** The choice as the address carries it through signing up: `quantity`, and `seats` or `section`. */
export function choiceToQuery({ quantity, selection }: Choice): Record<string, string | undefined> {
  return {
    quantity: String(quantity),
    seats: selection.kind === 'seats' ? selection.ticketIds.join(',') : undefined,
    section: selection.kind === 'best' ? selection.section : undefined,
  };
}

/** And back. What does not read as a choice is no choice. */
export function choiceFromQuery(query: Query): Choice {
  const typed = Number(one(query['quantity']));
  const quantity =
    Number.isInteger(typed) && typed >= 1 && typed <= ticketsMaxPerOrder ? typed : defaultQuantity;
  const seats = (one(query['seats']) ?? '').split(',').filter((id) => uuid.test(id));
  if (seats.length > 0) {
    const distinct = [...new Set(seats)].slice(0, ticketsMaxPerOrder);
    return { quantity, selection: fromSeats(distinct) };
  }
  const section = one(query['section']);
  if (section === undefined || section === '') return { quantity, selection: nothing };
  return { quantity, selection: { kind: 'best', section } };
}
