'use client';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { SellerTicket } from '@/lib/api/types';
import { TicketTable } from './ticket-table';
import type { TicketActions } from './use-ticket-actions';

/** More than this, and a hall of sections would push the next Event off the page. */
const UNFOLDED_MAX = 12;

interface SectionTablesProps {
  title: string;
  tickets: readonly SellerTicket[];
  actions: TicketActions;
  changedIds: ReadonlySet<string>;
}

/** The tickets of one Event: a few as one table, many folded away by section. */
export function SectionTables({ title, tickets, actions, changedIds }: SectionTablesProps) {
  const t = useTranslations('seller');
  const sections = [...new Set(tickets.map(({ section }) => section))];
  if (tickets.length <= UNFOLDED_MAX) {
    return (
      <TicketTable caption={t('ticketsOf', { title })} {...{ tickets, actions, changedIds }} />
    );
  }
  return (
    <div className="grid border-b border-line">
      {sections.map((section) => {
        const own = tickets.filter((ticket) => ticket.section === section);
        const sold = own.filter(({ status }) => status === 'sold').length;
        return (
          <details key={section} className="group border-t border-line">
            <summary className="flex min-h-12 list-none flex-wrap items-center gap-x-3 py-2">
              <ChevronDown
                aria-hidden="true"
                className="size-4 transition-transform duration-150 group-open:rotate-180"
              />
              <span className="font-semibold">{section}</span>
              <span className="figures text-sm text-muted">
                {t('sectionCount', { count: own.length, sold })}
              </span>
            </summary>
            <div className="pb-5">
              <TicketTable
                caption={t('ticketsOfSection', { title, section })}
                tickets={own}
                {...{ actions, changedIds }}
              />
            </div>
          </details>
        );
      })}
    </div>
  );
}
