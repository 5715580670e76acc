'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTerms } from '@/components/money/terms';
import { usePlaceText } from '@/components/orders/place';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Price } from '@/components/ui/price';
import type { SellerTicket } from '@/lib/api/types';
import { type Share, shareOf } from '@/lib/net';
import { PriceCell, PriceForm } from './price-cell';
import { TicketState } from './ticket-state';
import type { TicketActions } from './use-ticket-actions';
import { WithdrawButton } from './withdraw-dialog';

const SHOWN_FIRST = 12;

interface TicketTableProps {
  caption: string;
  tickets: readonly SellerTicket[];
  actions: TicketActions;
  changedIds: ReadonlySet<string>;
}

/** Until it is sold or on its way out; the server has the last word. */
const canChange = ({ status }: SellerTicket): boolean =>
  status === 'available' || status === 'held' || status === 'opening';

const NetPrice = ({ share }: { share: Share | null }) =>
  share !== null && <Price value={share.net} className="text-muted" />;

/** The seller's tickets for one Event; rows that just changed light up for a moment. */
export function TicketTable({ caption, tickets, actions, changedIds }: TicketTableProps) {
  const t = useTranslations('seller');
  const placeText = usePlaceText();
  const terms = useTerms();
  const [isWhole, setWhole] = useState(false);
  const [editedId, setEditedId] = useState<string | null>(null);
  const shown = isWhole ? tickets : tickets.slice(0, SHOWN_FIRST);
  const columns: Column<SellerTicket>[] = [
    { key: 'place', heading: t('columns.place'), cell: (ticket) => placeText(ticket) },
    {
      key: 'state',
      heading: t('columns.state'),
      cell: (ticket) => <TicketState ticket={ticket} />,
    },
    {
      key: 'price',
      heading: t('columns.price'),
      numeric: true,
      cell: (ticket) =>
        ticket.id === editedId && canChange(ticket) ? (
          <PriceForm ticket={ticket} actions={actions} onDone={() => setEditedId(null)} />
        ) : (
          <PriceCell ticket={ticket} />
        ),
    },
    ...(terms === null
      ? []
      : [
          {
            key: 'net',
            heading: t('columns.net'),
            numeric: true,
            cell: ({ price }: SellerTicket) => <NetPrice share={shareOf(price, terms)} />,
          },
        ]),
    {
      key: 'actions',
      heading: <span className="sr-only">{t('columns.actions')}</span>,
      numeric: true,
      cell: (ticket) =>
        canChange(ticket) &&
        ticket.id !== editedId && (
          <span className="inline-flex gap-1">
            <Button
              size="small"
              onClick={() => setEditedId(ticket.id)}
              aria-label={t('repriceOf', { place: placeText(ticket) })}
            >
              {t('reprice')}
            </Button>
            <WithdrawButton ticket={ticket} actions={actions} />
          </span>
        ),
    },
  ];
  return (
    <div className="grid gap-3">
      <DataTable
        caption={caption}
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        rowClassName={({ id }) => (changedIds.has(id) ? 'animate-changed' : undefined)}
      />
      {tickets.length > shown.length && (
        <Button variant="quiet" className="justify-self-start" onClick={() => setWhole(true)}>
          {t('showAll', { count: tickets.length })}
        </Button>
      )}
    </div>
  );
}
