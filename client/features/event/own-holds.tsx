'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Notice } from '@/components/ui/notice';
import { formattingLocale } from '@/i18n/formatting-locale';
import { allOf } from '@/lib/api/list-read';
import { serverNowMs } from '@/lib/api/server-clock';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { useLiveList } from '@/lib/api/use-live-list';
import { formatTime } from '@/lib/dates';
import type { LiveTopic } from '@/lib/live/use-live';
import { outcomeOf } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';
import { ownHoldsPath } from './use-own-tickets';

const POLL_MS = 15_000;
const ownOrders: LiveTopic[] = [{ kind: 'own', object: 'order' }];
const never = () => () => undefined;

/** What the reader already holds of this Event and has not paid: until when, and the way on. */
export function OwnHolds(props: { event: MarqueeEvent; initialOrders: Order[] }) {
  const { event, initialOrders } = props;
  const t = useTranslations('event.market');
  const locale = formattingLocale(useLocale());
  // Asked again in the browser: a page that Back brings out again may be older than the hold.
  const { data } = useLiveList<Order>(ownHoldsPath, allOf(initialOrders), {
    intervalMs: POLL_MS,
    topics: ownOrders,
  });
  // A hold ends on the reader's own clock; only the browser knows its zone.
  const readerZone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
  const timeZone = readerZone ?? event.venue.timeZone;
  const held = data.filter(
    (order) => order.eventId === event.id && outcomeOf(order, serverNowMs()) === 'held',
  );
  if (held.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {held.map(({ id, items, expiresAt }) => {
        const time = formatTime(expiresAt, { formattingLocale: locale, timeZone });
        const count = items.length;
        return (
          <li key={id}>
            <Notice
              title={
                readerZone === null
                  ? t('ownHoldInCity', { count, time, city: event.venue.city })
                  : t('ownHold', { count, time })
              }
            >
              <Link href={paths.checkout(id)} prefetch={false} className="text-link font-semibold">
                {t('ownHoldContinue')}
              </Link>
            </Notice>
          </li>
        );
      })}
    </ul>
  );
}
