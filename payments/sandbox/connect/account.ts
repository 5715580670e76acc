import type { StoredObject } from '../data/object.repository.js';

/** A seller's Express account: made by us, made ready by the seller on Stripe's own pages. */
export interface SandboxAccount extends StoredObject {
  readonly email: string | null;
  readonly country: string;
  readonly defaultCurrency: string;
  readonly businessType: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether the seller has finished onboarding: then it can be paid. */
  readonly isReady: boolean;
  readonly link: OnboardingLink | null;
}

/** The way to the onboarding page; used once, and for a few minutes. */
export interface OnboardingLink {
  readonly token: string;
  readonly returnUrl: string;
  readonly refreshUrl: string;
  readonly expiresAt: Date;
}
