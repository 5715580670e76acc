import type { MetadataRoute } from 'next';
import { config } from '@/lib/config';
import { paths } from '@/lib/paths';

/** The address is known when the server runs, not when it is built. */
export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: ['/api/', '/orders/', '/sell/', paths.myTickets(), paths.sellerView()],
    },
    sitemap: `${config.publicUrl}/sitemap.xml`,
  };
}
