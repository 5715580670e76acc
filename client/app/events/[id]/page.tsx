import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { eventMetadata } from '@/features/event/event-metadata';
import { EventPage } from '@/features/event/event-page';
import { choiceFromQuery } from '@/features/event/selection-query';
import { getEvent, readEventTickets } from '@/lib/api/catalogue';
import { isApiProblem } from '@/lib/api/problem';
import { getCurrentUser } from '@/lib/api/session';
import type { MarqueeEvent } from '@/lib/api/types';
import { findUnpaidOrders } from '@/lib/api/unpaid-orders';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** An unknown id and one that is no id at all are the same to a reader. */
async function eventOrNotFound(id: string): Promise<MarqueeEvent> {
  try {
    return await getEvent(id);
  } catch (error) {
    if (isApiProblem(error) && (error.status === 404 || error.status === 400)) notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return eventMetadata(await eventOrNotFound((await params).id));
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const event = await eventOrNotFound(id);
  const [tickets, currentUser] = await Promise.all([readEventTickets(event.id), getCurrentUser()]);
  const unpaidOrders = currentUser === null ? [] : await findUnpaidOrders();
  return (
    <EventPage
      event={event}
      tickets={tickets}
      choice={choiceFromQuery(await searchParams)}
      isSignedIn={currentUser !== null}
      unpaidOrders={unpaidOrders}
    />
  );
}
