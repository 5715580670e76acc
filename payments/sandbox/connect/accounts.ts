import { randomBytes } from 'node:crypto';
import type { Clock } from '@marquee/common/clock';
import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import { newObjectId } from '../data/new-object-id.js';
import type { ObjectRepository } from '../data/object.repository.js';
import type { Events } from '../events/events.js';
import { noSuch } from '../http/stripe-failure.js';
import type { OnboardingLink, SandboxAccount } from './account.js';
import type { accountLinkParameters, accountParameters } from './connect-parameters.js';
import { renderAccount } from './render-account.js';

/** Stripe's links live for a few minutes only. */
const linkMs = 5 * 60 * 1000;

export interface AccountsDependencies {
  readonly rows: ObjectRepository<SandboxAccount>;
  readonly events: Events;
  readonly clock: Clock;
}

/** What can be done to connected accounts, each in the caller's transaction. */
export interface Accounts {
  create(
    session: ClientSession,
    asked: z.output<typeof accountParameters>,
  ): Promise<SandboxAccount>;
  link(
    session: ClientSession,
    asked: z.output<typeof accountLinkParameters>,
  ): Promise<{ readonly account: SandboxAccount; readonly link: OnboardingLink }>;
  /** The seller answers on the page; the link is used up. */
  answer(session: ClientSession, id: string, isFinished: boolean): Promise<void>;
}

export function createAccounts({ rows, events, clock }: AccountsDependencies): Accounts {
  async function get(session: ClientSession, id: string): Promise<SandboxAccount> {
    const account = await rows.find(id, session);
    if (account === null) throw noSuch('account', id, 'account');
    return account;
  }

  return {
    async create(session, asked) {
      const account: SandboxAccount = {
        ...{ _id: newObjectId('acct'), createdAt: clock.now() },
        ...{ email: asked.email ?? null, country: asked.country },
        ...{ defaultCurrency: asked.default_currency, businessType: asked.business_type ?? null },
        ...{ metadata: asked.metadata, isReady: false, link: null },
      };
      await rows.save(account, session);
      return account;
    },
    async link(session, asked) {
      const account = await get(session, asked.account);
      const link: OnboardingLink = {
        token: randomBytes(16).toString('hex'),
        ...{ returnUrl: asked.return_url, refreshUrl: asked.refresh_url },
        expiresAt: new Date(clock.now().getTime() + linkMs),
      };
      await rows.save({ ...account, link }, session);
      return { account, link };
    },
    async answer(session, id, isFinished) {
      const before = await get(session, id);
      const after = { ...before, link: null, isReady: before.isReady || isFinished };
      await rows.save(after, session);
      if (after.isReady === before.isReady) return;
      const object = renderAccount(after);
      await events.record(session, [{ type: 'account.updated', object, account: id }]);
    },
  };
}
