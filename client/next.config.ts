import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  experimental: {
    // Messages are read when the client is built, so that no page loads what reads them.
    messages: { path: './messages', format: 'json', locales: 'infer', precompile: true },
  },
});

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // An image holds what the pages need and no more; `npm start` uses the build as it is.
  ...(process.env['NEXT_OUTPUT'] === 'standalone' && { output: 'standalone' as const }),
  // Dependencies are hoisted to the root of the workspace.
  turbopack: { root: path.join(import.meta.dirname, '..') },
  experimental: { optimizePackageImports: ['radix-ui'] },
  // Read by path when a social image is drawn, so a traced copy of the build must be told of it.
  outputFileTracingIncludes: {
    '/**': ['../node_modules/@fontsource/bricolage-grotesque/files/*-latin-800-normal.woff'],
  },
  // `npm run check` type-checks this workspace; the first start of a fresh clone need not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
