import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { socialImage, socialImageSize } from '@/components/social/social-image';
import { drawPoster } from '@/features/poster/draw-poster';
import { formattingLocale } from '@/i18n/formatting-locale';
import { getEvent } from '@/lib/api/catalogue';
import { isApiProblem } from '@/lib/api/problem';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';

export const size = socialImageSize;
export const contentType = 'image/png';

export default async function Image({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const event = await getEvent(id).catch((error: unknown) => {
    if (isApiProblem(error) && error.status < 500) notFound();
    throw error;
  });
  const { venue, title } = event;
  const options = {
    formattingLocale: formattingLocale(await getLocale()),
    timeZone: venue.timeZone,
  };
  const date = formatDayAndTime(event.startsAt, options, clock.nowMs());
  const drawing = drawPoster({ eventId: event.id, category: event.category, title, details: [] });
  return socialImage({ title, details: [date, `${venue.name}, ${venue.city}`], drawing });
}
