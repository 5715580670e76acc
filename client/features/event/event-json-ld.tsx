import { headers } from 'next/headers';
import type { MarqueeEvent, Ticket } from '@/lib/api/types';
import { config } from '@/lib/config';
import { paths } from '@/lib/paths';
import { eventJsonLd, scriptSafeJson } from './json-ld';

interface EventJsonLdProps {
  event: MarqueeEvent;
  tickets: readonly Ticket[];
}

/** For search engines; carries the page's nonce like every script. */
export async function EventJsonLd({ event, tickets }: EventJsonLdProps) {
  const nonce = (await headers()).get('x-nonce') ?? '';
  const data = eventJsonLd(event, tickets, `${config.publicUrl}${paths.event(event.id)}`);
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped
      dangerouslySetInnerHTML={{ __html: scriptSafeJson(data) }}
    />
  );
}
