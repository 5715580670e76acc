import type { PayoutId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type Stripe from 'stripe';

export interface TransferCall {
  readonly payoutId: PayoutId;
  readonly sellerId: UserId;
  readonly amount: Money;
  readonly accountId: string;
  readonly attempt: number;
}

export interface FoundTransfer {
  readonly id: string;
  readonly amount: number;
  readonly reversed: number;
}

/** What we ask of Stripe about sellers and their money. What changes something carries a key. */
export interface Connect {
  createAccount(sellerId: UserId, attempt: number): Promise<string>;
  /** Whether money can be sent to the account. */
  isReady(accountId: string): Promise<boolean>;
  /** A page at Stripe where the seller says who they are and where the money goes; used once. */
  onboardingUrl(accountId: string, returnUrl: string): Promise<string>;
  transfer(call: TransferCall): Promise<FoundTransfer>;
  /** Lists the payout's group for our transfer; null when there is none. */
  findTransfer(payoutId: PayoutId): Promise<FoundTransfer | null>;
  readTransfer(transferId: string): Promise<FoundTransfer>;
}

export function createConnect(stripe: Stripe): Connect {
  return {
    async createAccount(sellerId, attempt) {
      const { id } = await stripe.accounts.create(
        {
          type: 'express',
          capabilities: { transfers: { requested: true } },
          metadata: { sellerId },
        },
        { idempotencyKey: `${sellerId}:account:${attempt}` },
      );
      return id;
    },
    async isReady(accountId) {
      const { capabilities } = await stripe.accounts.retrieve(accountId);
      return capabilities?.transfers === 'active';
    },
    async onboardingUrl(accountId, returnUrl) {
      const { url } = await stripe.accountLinks.create({
        account: accountId,
        type: 'account_onboarding',
        return_url: returnUrl,
        refresh_url: returnUrl,
      });
      return url;
    },
    async transfer({ payoutId, sellerId, amount, accountId, attempt }) {
      const transfer = await stripe.transfers.create(
        {
          amount: amount.amount,
          currency: amount.currency.toLowerCase(),
          destination: accountId,
          transfer_group: payoutId,
          metadata: { payoutId, sellerId, attempt: String(attempt) },
        },
        { idempotencyKey: `${payoutId}:transfer:${attempt}` },
      );
      return foundOf(transfer);
    },
    async findTransfer(payoutId) {
      const list = stripe.transfers.list({ transfer_group: payoutId, limit: 100 });
      for await (const transfer of list) {
        if (transfer.metadata['payoutId'] === payoutId) return foundOf(transfer);
      }
      return null;
    },
    readTransfer: async (id) => foundOf(await stripe.transfers.retrieve(id)),
  };
}

function foundOf({ id, amount, amount_reversed: reversed }: Stripe.Transfer): FoundTransfer {
  return { id, amount, reversed };
}
