'use client';

import { useTranslations } from 'next-intl';
import type { Change } from './changes';
import { useAnnouncement } from './use-announcement';

/** What happens on the market, for those who do not see it happen. */
export function ChangeAnnouncement({ changes }: { changes: ReadonlyMap<string, Change> }) {
  const t = useTranslations('event.market.announce');
  const counts = useAnnouncement(changes);
  const sentences = (['taken', 'freed', 'repriced'] as const).flatMap((kind) => {
    const count = counts[kind];
    return count === 0 ? [] : [t(kind, { count })];
  });
  return (
    <p role="status" className="sr-only">
      {sentences.join(' ')}
    </p>
  );
}
