/** What the client's server needs to know about the world; the only reader of `process.env` here. */
export interface ClientConfig {
  /** Where server components reach the services: one address, or one for each part of the API. */
  readonly servicesUrl: string;
  /** The origin people type; what links in metadata, sitemaps and calendars start with. */
  readonly publicUrl: string;
  /** Stripe's publishable key; null means the sandbox's card form. */
  readonly stripePublishableKey: string | null;
  readonly isDevelopment: boolean;
  /** How long a server component waits for a service before the page says so. */
  readonly requestTimeoutMs: number;
}

const withoutTrailingSlash = (url: string): string => url.replace(/\/+$/, '');

/** Goes to every browser, so nothing but a publishable key may stand here. Throws on any other. */
export function publishableKeyOf(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  if (!value.startsWith('pk_')) {
    throw new Error('STRIPE_PUBLISHABLE_KEY must be a publishable key: it starts with pk_');
  }
  return value;
}

/** Getters, because the built client is configured when it starts, not when it is built. */
export const config: ClientConfig = {
  get servicesUrl() {
    return process.env['SERVICES_URL'] ?? 'http://127.0.0.1:3000';
  },
  get publicUrl() {
    const port = process.env['PORT'] ?? '3000';
    return withoutTrailingSlash(process.env['PUBLIC_URL'] ?? `http://localhost:${port}`);
  },
  get stripePublishableKey() {
    return publishableKeyOf(process.env['STRIPE_PUBLISHABLE_KEY']);
  },
  get isDevelopment() {
    return process.env.NODE_ENV === 'development';
  },
  // Longer than the services' own deadline of 5 s: their words are better than none.
  requestTimeoutMs: 6_000,
};
