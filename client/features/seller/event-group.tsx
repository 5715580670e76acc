'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { StatusBadge } from '@/components/ui/status-badge';
import { serverNowMs } from '@/lib/api/server-clock';
import { paths } from '@/lib/paths';
import { CancelEventButton } from './cancel-event';
import type { EventGroup } from './group-by-event';
import { RefundProgressView } from './refund-progress';
import { SalesChart } from './sales-chart';
import { SectionTables } from './section-tables';
import { SumsLine } from './sums-line';
import type { TicketActions } from './use-ticket-actions';

interface EventGroupProps {
  group: EventGroup;
  userId: string;
  actions: TicketActions;
  changedIds: ReadonlySet<string>;
  isJustListed: boolean;
}

/** One Event: what it is, its sums, its tickets, what its organiser can do. */
export function EventGroupSection(props: EventGroupProps) {
  const { group, userId, actions, changedIds, isJustListed } = props;
  const t = useTranslations('seller');
  const timeText = useEventTimeText();
  const { event, eventId, tickets, withdrawnCount } = group;
  const title = event?.title ?? t('unknownEvent');
  const isOpen = event?.status === 'scheduled' && Date.parse(event.startsAt) > serverNowMs();
  const isOwn = event?.organiserId === userId;
  return (
    <section
      id={`event-${eventId}`}
      aria-label={title}
      className="grid scroll-mt-24 gap-6 rounded-card border border-line bg-surface p-5 shadow-raised sm:p-8"
    >
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid justify-items-start gap-1">
          <h2 className="text-xl">
            <Link href={paths.event(eventId)} className="hover:underline">
              {title}
            </Link>
          </h2>
          {event && (
            <p className="text-muted">
              {timeText(event)} · {event.venue.name}
            </p>
          )}
          {event?.status === 'cancelled' && (
            <StatusBadge tone="danger">{t('cancelled')}</StatusBadge>
          )}
        </div>
        {isOpen && (
          <div className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2">
            <Button asChild className="max-sm:col-span-2">
              <Link href={paths.sellTickets(eventId)}>{t('listMore')}</Link>
            </Button>
            {isOwn && (
              <Button asChild variant="quiet">
                <Link href={paths.editEvent(eventId)}>{t('edit')}</Link>
              </Button>
            )}
            {isOwn && <CancelEventButton event={event} />}
          </div>
        )}
      </header>
      {isOwn && event.status === 'cancelled' && (
        <RefundProgressView
          eventId={eventId}
          hasSales={tickets.some(({ status }) => status === 'sold')}
        />
      )}
      {isJustListed && isOpen && (
        <Notice kind="success" title={t('listed')}>
          {t('listedDetail')}
        </Notice>
      )}
      {tickets.length > 0 ? (
        <>
          <div className="flex flex-wrap items-end justify-between gap-x-12 gap-y-4">
            <SumsLine tickets={tickets} isCancelled={event?.status === 'cancelled'} />
            {isOpen && <SalesChart tickets={tickets} />}
          </div>
          <SectionTables title={title} tickets={tickets} {...{ actions, changedIds }} />
        </>
      ) : (
        // Of what was withdrawn the next line tells; for what is cancelled none will come.
        withdrawnCount === 0 &&
        event?.status !== 'cancelled' && <p className="text-muted">{t('noTickets')}</p>
      )}
      {withdrawnCount > 0 && (
        <p className="text-sm text-muted">
          {t(event?.status === 'cancelled' ? 'offSaleCount' : 'withdrawnCount', {
            count: withdrawnCount,
          })}
        </p>
      )}
    </section>
  );
}
