import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';

export interface EventGroup {
  eventId: string;
  /** Null while the catalogue could not be asked. */
  event: MarqueeEvent | null;
  tickets: SellerTicket[];
  withdrawnCount: number;
}

const placeKey = ({ section, row, seat, id }: SellerTicket): string[] => [
  section,
  row ?? '',
  seat ?? '',
  id,
];

/** Section, row, seat, with 2 before 10. */
function byPlace(a: SellerTicket, b: SellerTicket): number {
  const other = placeKey(b);
  for (const [index, part] of placeKey(a).entries()) {
    const order = part.localeCompare(other[index] ?? '', 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return 0;
}

/** What is ahead first, the next to start at the top; what is over last, the latest at the top. */
function byStart(a: EventGroup, b: EventGroup, nowMs: number): number {
  const startMs = ({ event }: EventGroup): number =>
    event === null ? Number.MAX_SAFE_INTEGER : Date.parse(event.startsAt);
  const isOver = (group: EventGroup): boolean => startMs(group) <= nowMs;
  if (isOver(a) !== isOver(b)) return isOver(a) ? 1 : -1;
  return isOver(a) ? startMs(b) - startMs(a) : startMs(a) - startMs(b);
}

/** One group per Event; Events without tickets are there too. */
export function groupByEvent(
  tickets: readonly SellerTicket[],
  events: readonly MarqueeEvent[],
  nowMs: number,
): EventGroup[] {
  const eventIds = new Set([...events.map(({ id }) => id), ...tickets.map((t) => t.eventId)]);
  const groups = [...eventIds].map((eventId): EventGroup => {
    const own = tickets.filter((ticket) => ticket.eventId === eventId);
    const shown = own.filter(({ status }) => status !== 'withdrawn');
    return {
      eventId,
      event: events.find(({ id }) => id === eventId) ?? null,
      tickets: shown.sort(byPlace),
      withdrawnCount: own.length - shown.length,
    };
  });
  return groups.sort((a, b) => byStart(a, b, nowMs));
}
