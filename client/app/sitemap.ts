import type { MetadataRoute } from 'next';
import { listEvents } from '@/lib/api/catalogue';
import { clock } from '@/lib/clock';
import { config } from '@/lib/config';
import { paths } from '@/lib/paths';

export const dynamic = 'force-dynamic';

const PAGES_MAX = 50;
const absolute = (path: string) => `${config.publicUrl}${path}`;

/** The front, the search, and every Event still to come. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const entries: MetadataRoute.Sitemap = [
    { url: absolute(paths.front()), changeFrequency: 'hourly' },
    { url: absolute(paths.search()), changeFrequency: 'hourly' },
  ];
  const from = new Date(clock.nowMs()).toISOString();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { items, nextCursor } = await listEvents({ from, limit: 100, cursor });
    const scheduled = items.filter((event) => event.status === 'scheduled');
    entries.push(...scheduled.map((event) => ({ url: absolute(paths.event(event.id)) })));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return entries;
}
