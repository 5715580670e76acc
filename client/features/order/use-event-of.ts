'use client';
import { useEffect, useState } from 'react';
import useSWR from 'swr';
import { browserGet } from '@/lib/api/browser';
import { newest } from '@/lib/api/newest';
import type { MarqueeEvent, Order } from '@/lib/api/types';

export interface EventOfOrder {
  event: MarqueeEvent;
  /** Asked for after the order last changed, or final: it says why the order is what it is. */
  isCurrent: boolean;
}

/**
 * The Event of an order as it is. A buyer is told of their orders and not of Events, so it is asked
 * for whenever the order has changed, until there is an answer.
 */
export function useEventOf(
  { version }: Pick<Order, 'version'>,
  rendered: MarqueeEvent,
): EventOfOrder {
  const [renderedVersion] = useState(version);
  const hasChanged = version > renderedVersion;
  const { data } = useSWR<{ event: MarqueeEvent }, Error>(
    hasChanged ? [`/api/events/${rendered.id}`, version] : null,
    ([path]: [string]) => browserGet(path),
  );
  const [known, setKnown] = useState(rendered);
  const event = data === undefined ? known : newest(known, data.event);
  useEffect(() => setKnown(event), [event]);
  const isFinal = event.status === 'cancelled';
  return { event, isCurrent: !hasChanged || data !== undefined || isFinal };
}
