import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { EventWall } from '@/components/events/event-wall';
import type { MarqueeEvent } from '@/lib/api/types';

interface FrontSectionProps {
  title: string;
  note?: string;
  events: readonly MarqueeEvent[];
  href?: string;
}

/** A titled part of the front page. With nothing to show it is not there. */
export function FrontSection({ title, note, events, href }: FrontSectionProps) {
  const t = useTranslations('front');
  const id = useId();
  if (events.length === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={id} className="text-2xl">
          {title}
        </h2>
        {note && <p className="text-muted">{note}</p>}
        {href && (
          <Link href={href} className="inline-flex min-h-8 items-center text-link">
            {t('seeAll')}
          </Link>
        )}
      </div>
      <EventWall events={events} label={title} />
    </section>
  );
}
