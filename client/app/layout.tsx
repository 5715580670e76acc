import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Toaster } from '@/components/ui/toaster';
import { NonceForOverlays } from '@/features/shell/nonce-for-overlays';
import { SiteFooter } from '@/features/shell/site-footer';
import { SiteHeader } from '@/features/shell/site-header';
import { parseTheme, themeCookie } from '@/features/shell/theme';
import { config } from '@/lib/config';
import { LiveProvider } from '@/lib/live/live-provider';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    metadataBase: new URL(config.publicUrl),
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    openGraph: { siteName: t('name'), type: 'website' },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf5ec' },
    { media: '(prefers-color-scheme: dark)', color: '#15110d' },
  ],
};

/** Reads cookies and the nonce, which keeps every page dynamic: a static page would lose its scripts under the policy. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const nonce = (await headers()).get('x-nonce') ?? '';
  const t = await getTranslations('common');
  return (
    <html lang={locale} data-theme={theme}>
      <body className="flex flex-col">
        <NextIntlClientProvider>
          <NonceForOverlays nonce={nonce} />
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-ink focus:px-4 focus:py-3 focus:text-paper"
          >
            {t('skipToContent')}
          </a>
          <SiteHeader />
          <main id="content" tabIndex={-1} className="flex-1 outline-none">
            <LiveProvider>{children}</LiveProvider>
          </main>
          <SiteFooter />
          <Toaster />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
