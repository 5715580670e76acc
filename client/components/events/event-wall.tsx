import type { MarqueeEvent } from '@/lib/api/types';
import { EventCard } from './event-card';

/** Posters side by side: two on a phone, up to five on a desk. */
export function EventWall({ events, label }: { events: readonly MarqueeEvent[]; label: string }) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 sm:gap-y-10 lg:grid-cols-4 xl:grid-cols-5"
    >
      {events.map((event) => (
        <li key={event.id}>
          <EventCard event={event} />
        </li>
      ))}
    </ul>
  );
}
