import type { SellDraft, Step } from './draft';
import { parseSeats } from './parse-seats';
import { zonedTimeToUtc } from './zoned-time';

export type Field =
  | 'event'
  | 'title'
  | 'description'
  | 'venueName'
  | 'city'
  | 'country'
  | 'timeZone'
  | 'startsAt'
  | 'endsAt'
  | 'category'
  | 'section'
  | 'row'
  | 'seats'
  | 'quantity'
  | 'price';

export type FieldProblem =
  | 'missing'
  | 'too_long'
  | 'in_the_past'
  | 'skipped_time'
  | 'before_start'
  | 'bad_range'
  | 'duplicate'
  | 'too_many'
  | 'price_range'
  | 'kwd_step';

/** `part` is the piece of the input that is wrong, to be shown. */
export type FieldProblems = Partial<Record<Field, { problem: FieldProblem; part?: string }>>;

export const PRICE_MIN = 50;
export const PRICE_MAX = 99_999_999;

const text = (value: string, lengthMax: number): { problem: FieldProblem } | null => {
  if (value.trim() === '') return { problem: 'missing' };
  return [...value.trim()].length > lengthMax ? { problem: 'too_long' } : null;
};

function eventProblems(draft: SellDraft, nowMs: number): FieldProblems {
  if (draft.mode === 'existing') {
    return draft.event === null ? { event: { problem: 'missing' } } : {};
  }
  const { newEvent } = draft;
  const problems: FieldProblems = {};
  const note = (field: Field, found: { problem: FieldProblem } | null) => {
    if (found !== null) problems[field] = found;
  };
  note('title', text(newEvent.title, 120));
  note('description', text(newEvent.description, 5_000));
  note('venueName', text(newEvent.venueName, 120));
  note('city', text(newEvent.city, 80));
  note('country', text(newEvent.country, 2));
  note('timeZone', text(newEvent.timeZone, 64));
  // Until there is a zone its clocks say nothing.
  if (problems.timeZone !== undefined) {
    if (newEvent.startsAt === '') note('startsAt', { problem: 'missing' });
    return problems;
  }
  const starts = zonedTimeToUtc(newEvent.startsAt, newEvent.timeZone);
  if (starts.kind === 'malformed') note('startsAt', { problem: 'missing' });
  else if (starts.kind === 'skipped') note('startsAt', { problem: 'skipped_time' });
  else if (Date.parse(starts.utc) <= nowMs) note('startsAt', { problem: 'in_the_past' });
  if (newEvent.endsAt !== '') {
    const ends = zonedTimeToUtc(newEvent.endsAt, newEvent.timeZone);
    if (ends.kind !== 'instant') note('endsAt', { problem: 'skipped_time' });
    else if (starts.kind === 'instant' && ends.utc <= starts.utc)
      note('endsAt', { problem: 'before_start' });
  }
  return problems;
}

function ticketProblems(draft: SellDraft): FieldProblems {
  const problems: FieldProblems = {};
  const section = text(draft.section, 40);
  if (section !== null) problems.section = section;
  if (draft.places === 'quantity') {
    if (draft.quantity < 1) problems.quantity = { problem: 'missing' };
    if (draft.quantity > 50) problems.quantity = { problem: 'too_many' };
    return problems;
  }
  if ([...draft.row.trim()].length > 40) problems.row = { problem: 'too_long' };
  const parsed = parseSeats(draft.seats);
  switch (parsed.kind) {
    case 'seats':
      break;
    case 'empty':
      problems.seats = { problem: 'missing' };
      break;
    case 'too_many':
      problems.seats = { problem: 'too_many', part: String(parsed.count) };
      break;
    default:
      problems.seats = { problem: parsed.kind, part: parsed.part };
  }
  return problems;
}

function priceProblems({ amount, currency }: SellDraft): FieldProblems {
  if (amount === null) return { price: { problem: 'missing' } };
  if (amount < PRICE_MIN || amount > PRICE_MAX) return { price: { problem: 'price_range' } };
  if (currency === 'KWD' && amount % 10 !== 0) return { price: { problem: 'kwd_step' } };
  return {};
}

/** What keeps a step from being done; empty when it is. */
export function problemsOf(step: Step, draft: SellDraft, nowMs: number): FieldProblems {
  switch (step) {
    case 'event':
      return eventProblems(draft, nowMs);
    case 'tickets':
      return ticketProblems(draft);
    case 'price':
      return priceProblems(draft);
    case 'review':
      return {};
  }
}
