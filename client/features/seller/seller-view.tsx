'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LiveMark } from '@/components/ui/live-mark';
import { Notice } from '@/components/ui/notice';
import type { ListRead } from '@/lib/api/list-read';
import { serverNowMs } from '@/lib/api/server-clock';
import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import { ChangeAnnouncement } from './change-announcement';
import { EventGroupSection } from './event-group';
import { groupByEvent } from './group-by-event';
import { OlderNotice } from './older-notice';
import { useChanges } from './use-changes';
import { useSellerTickets } from './use-seller-tickets';
import { useTicketActions } from './use-ticket-actions';

interface SellerViewProps {
  userId: string;
  events: ListRead<MarqueeEvent>;
  tickets: ListRead<SellerTicket>;
  /** The Event something was just put on sale for. */
  listedEventId: string | null;
}

/** What one sells, as it is on the server right now; sales arrive by themselves. */
export function SellerView({ userId, events, tickets: initial, listedEventId }: SellerViewProps) {
  const t = useTranslations('seller');
  const router = useRouter();
  const live = useSellerTickets(initial, events.items);
  const actions = useTicketActions(live.accept, live.refresh);
  const changes = useChanges(live.data);
  const changedIds = useMemo(() => new Set(changes.map(({ ticket }) => ticket.id)), [changes]);
  const groups = groupByEvent(live.data, events.items, serverNowMs());

  // Tickets listed elsewhere for an Event this page has not seen: the server knows it.
  const hasUnknown = groups.some(({ event }) => event === null);
  useEffect(() => {
    if (hasUnknown) router.refresh();
  }, [hasUnknown, router]);

  // Kept: the address is cleared, so that this is said once and not again at every reload.
  const [shownEventId] = useState(listedEventId);
  const listed = groups.find(({ eventId }) => eventId === shownEventId);
  useEffect(() => {
    if (shownEventId === null) return;
    document.getElementById(`event-${shownEventId}`)?.scrollIntoView({ block: 'start' });
    window.history.replaceState(null, '', paths.sellerView());
  }, [shownEventId]);

  return (
    <div className="grid gap-8">
      <ChangeAnnouncement changes={changes} />
      {groups.length > 0 && (
        <p>
          <LiveMark isLive={live.isLive} />
        </p>
      )}
      {live.isStale && (
        <Notice kind="warning" announce title={t('stale')}>
          {t('staleDetail')}
        </Notice>
      )}
      {[events, live].some(({ leftOut }) => leftOut !== 'nothing') && <OlderNotice />}
      {groups.length === 0 && (
        <EmptyState
          title={t('empty.title')}
          action={
            <Button asChild variant="primary">
              <Link href={paths.sell()}>{t('empty.action')}</Link>
            </Button>
          }
        >
          {t('empty.lead')}
        </EmptyState>
      )}
      {groups.map((group) => (
        <EventGroupSection
          key={group.eventId}
          group={group}
          userId={userId}
          actions={actions}
          changedIds={changedIds}
          isJustListed={group === listed}
        />
      ))}
    </div>
  );
}
