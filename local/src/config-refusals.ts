import { type BusEnvironment, busRefusals, loopbackHosts, type Mode } from '@marquee/common/config';
import { mailRefusals } from '@marquee/notifications';

interface Values extends BusEnvironment {
  readonly MARQUEE_MODE: Mode;
  readonly PORT: number;
  readonly PUBLIC_URL?: string | undefined;
  readonly SEED_DEMO?: string | undefined;
  readonly RATE_LIMIT?: string | undefined;
  readonly STRIPE_SECRET_KEY?: string | undefined;
  readonly STRIPE_PUBLISHABLE_KEY?: string | undefined;
  readonly STRIPE_WEBHOOK_SECRETS: readonly string[];
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}

/** Combinations that are each allowed alone and refused together: variable and reason. */
export function refusalsOf(values: Values): [name: keyof Values, message: string][] {
  const refusals: [keyof Values, string][] = [...busRefusals(values), ...mailRefusals(values)];
  const isProduction = values.MARQUEE_MODE === 'production';
  const hasStripe = Boolean(values.STRIPE_SECRET_KEY && values.STRIPE_PUBLISHABLE_KEY);

  if (Boolean(values.STRIPE_SECRET_KEY) !== Boolean(values.STRIPE_PUBLISHABLE_KEY))
    refusals.push(['STRIPE_SECRET_KEY', 'needs STRIPE_PUBLISHABLE_KEY beside it, or neither']);
  if (isProduction && !hasStripe)
    refusals.push(['STRIPE_SECRET_KEY', 'is needed in production: the sandbox is refused there']);
  if (isProduction && values.STRIPE_WEBHOOK_SECRETS.length === 0)
    refusals.push(['STRIPE_WEBHOOK_SECRETS', 'is needed in production']);
  if (isProduction && values.SEED_DEMO === '1')
    refusals.push(['SEED_DEMO', 'demo data is refused in production']);
  if (isProduction && values.RATE_LIMIT === 'off')
    refusals.push(['RATE_LIMIT', 'off is refused in production']);
  if (values.MARQUEE_MODE === 'local' && values.RATE_LIMIT === 'off' && !isLoopback(values))
    refusals.push(['RATE_LIMIT', 'off needs a loopback PUBLIC_URL, or MARQUEE_MODE=ci']);
  return refusals;
}

function isLoopback({ PUBLIC_URL: publicUrl }: Values): boolean {
  if (publicUrl === undefined) return true;
  const { hostname } = new URL(publicUrl);
  return loopbackHosts.some((host) => host === hostname);
}
