'use client';

import { useTranslations } from 'next-intl';
import type { Change } from './changes';
import { SeatButton } from './seat-button';
import type { SeatRow } from './sections';

interface SeatRowsProps {
  rows: readonly SeatRow[];
  pickedIds: readonly string[];
  changes: ReadonlyMap<string, Change>;
  onToggle: (ticketId: string) => void;
}

/** Seats as a list, row by row: the same thing for mouse, thumb, keyboard and screen reader. */
export function SeatRows({ rows, pickedIds, changes, onToggle }: SeatRowsProps) {
  const t = useTranslations('event.market');
  return (
    <div className="grid gap-5">
      {rows.map(({ row, tickets }) => (
        <section key={row ?? ''} aria-label={row === null ? undefined : t('row', { row })}>
          {row !== null && (
            <h4 className="pb-2 text-sm font-semibold text-muted">{t('row', { row })}</h4>
          )}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-2">
            {tickets.map((ticket) => (
              <li key={ticket.id}>
                <SeatButton
                  ticket={ticket}
                  isPicked={pickedIds.includes(ticket.id)}
                  change={changes.get(ticket.id)}
                  onToggle={onToggle}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
