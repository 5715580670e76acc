import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Price } from '@/components/ui/price';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { StatementItem } from '@/lib/api/seller-money';
import type { MarqueeEvent, Money } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';
import { paths } from '@/lib/paths';
import { StatementLine } from './statement-line';

interface StatementTableProps {
  items: readonly StatementItem[];
  events: ReadonlyMap<string, MarqueeEvent>;
}

const money = (value: Money | undefined) =>
  value === undefined ? <span className="text-muted">–</span> : <Price value={value} />;

/** Sales, refunds and payouts, newest first; the net is what moved the balance. */
export function StatementTable({ items, events }: StatementTableProps) {
  const t = useTranslations('statement.list');
  const inCity = useTranslations('common.date');
  const locale = formattingLocale(useLocale());
  const eventOf = ({ eventId }: StatementItem) =>
    eventId === undefined ? undefined : events.get(eventId);
  // On the clocks of the Event's city; a payout belongs to none.
  const whenOf = (item: StatementItem): string => {
    const venue = eventOf(item)?.venue;
    const zone = { formattingLocale: locale, timeZone: venue?.timeZone ?? 'UTC' };
    const date = formatDayAndTime(item.at, zone, clock.nowMs());
    return venue === undefined ? `${date} UTC` : inCity('inCity', { date, city: venue.city });
  };
  const columns: Column<StatementItem>[] = [
    {
      key: 'what',
      heading: t('what'),
      cell: (item) => {
        const event = eventOf(item);
        return (
          <StatementLine item={item} when={whenOf(item)}>
            {event && (
              <Link href={paths.event(event.id)} prefetch={false} className="text-link">
                {event.title}
              </Link>
            )}
          </StatementLine>
        );
      },
    },
    { key: 'gross', heading: t('gross'), numeric: true, cell: ({ gross }) => money(gross) },
    { key: 'fee', heading: t('fee'), numeric: true, cell: ({ fee }) => money(fee) },
    {
      key: 'net',
      heading: t('net'),
      numeric: true,
      cell: ({ net }) => <Price value={net} className="font-semibold" />,
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={items} rowKey={({ id }) => id} />;
}
