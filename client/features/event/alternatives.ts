import type { Ticket } from '@/lib/api/types';
import { areNeighbours, byPlace, seatNumber } from './place';
import { isFree } from './sections';

/** How different a ticket is from the one that went: price counts most, then section, row, distance. */
export function distanceBetween(lost: Ticket, candidate: Ticket): number {
  const priceGap =
    Math.abs(candidate.price.amount - lost.price.amount) / Math.max(1, lost.price.amount);
  const elsewhere = candidate.section === lost.section ? 0 : 0.6;
  const otherRow = candidate.row === lost.row ? 0 : 0.15;
  const [from, to] = [seatNumber(lost), seatNumber(candidate)];
  const seatsAway = from === null || to === null ? 0 : Math.min(20, Math.abs(from - to)) * 0.01;
  return priceGap * 2 + elsewhere + otherRow + seatsAway;
}

/** Runs of `size` free tickets next to each other; places without seats stand together anyhow. */
function runs(candidates: readonly Ticket[], size: number): Ticket[][] {
  const ordered = [...candidates].sort(
    (a, b) => a.section.localeCompare(b.section, 'en') || byPlace(a, b),
  );
  return ordered.flatMap((_, start) => {
    const run = ordered.slice(start, start + size);
    const together = run.every((ticket, index) => {
      const before = run[index - 1];
      if (before === undefined) return true;
      return ticket.seat === null
        ? before.seat === null && before.section === ticket.section
        : areNeighbours(before, ticket);
    });
    return run.length === size && together ? [run] : [];
  });
}

/** Up to `setsMax` ways to replace the lost tickets, nearest first, none sharing a ticket with another. */
export function replacements(
  lost: readonly Ticket[],
  candidates: readonly Ticket[],
  keptIds: readonly string[],
  setsMax = 3,
): Ticket[][] {
  const [model] = lost;
  if (model === undefined) return [];
  const lostIds = lost.map((ticket) => ticket.id);
  const free = candidates.filter(
    (ticket) =>
      isFree(ticket) &&
      ticket.price.currency === model.price.currency &&
      !keptIds.includes(ticket.id) &&
      !lostIds.includes(ticket.id),
  );
  const cost = (set: readonly Ticket[]) =>
    set.reduce((sum, ticket) => sum + distanceBetween(model, ticket), 0);
  const nearestSingles = [...free]
    .sort((a, b) => distanceBetween(model, a) - distanceBetween(model, b))
    .slice(0, lost.length);
  const together = runs(free, lost.length).sort((a, b) => cost(a) - cost(b));
  const sets = together.length > 0 ? together : [nearestSingles];
  const chosen: Ticket[][] = [];
  for (const set of sets) {
    if (chosen.length === setsMax) break;
    const overlaps = chosen.flat().some((ticket) => set.includes(ticket));
    if (set.length === lost.length && !overlaps) chosen.push(set);
  }
  return chosen;
}
