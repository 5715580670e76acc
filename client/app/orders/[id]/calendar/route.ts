import { getTranslations } from 'next-intl/server';
import { calendarFile } from '@/features/order/calendar';
import { getEvent } from '@/lib/api/catalogue';
import { getOrder } from '@/lib/api/orders';
import { isApiProblem } from '@/lib/api/problem';
import { clock } from '@/lib/clock';
import { config } from '@/lib/config';
import { paths } from '@/lib/paths';

/** The Event of one of the reader's own orders, as a file for their calendar. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  try {
    const order = await getOrder(id);
    const event = await getEvent(order.eventId);
    const t = await getTranslations('order.calendar');
    const file = calendarFile({
      id: order.id,
      title: event.title,
      location: [event.venue.name, event.venue.city].join(', '),
      description: t('description', { count: order.items.length }),
      url: `${config.publicUrl}${paths.order(order.id)}`,
      startsAt: event.startsAt,
      endsAt: event.endsAt,
      stampedAt: new Date(clock.nowMs()).toISOString(),
    });
    return new Response(file, {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="marquee.ics"',
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (isApiProblem(error)) return new Response(null, { status: error.status });
    throw error;
  }
}
