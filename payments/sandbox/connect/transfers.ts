import type { Clock } from '@marquee/common/clock';
import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { BalanceTransactions } from '../balance/balance-transactions.js';
import { newObjectId } from '../data/new-object-id.js';
import type { ObjectRepository } from '../data/object.repository.js';
import type { Events } from '../events/events.js';
import { invalidRequest, noSuch, StripeFailure } from '../http/stripe-failure.js';
import type { SandboxAccount } from './account.js';
import type { reversalParameters, transferParameters } from './connect-parameters.js';
import { renderTransfer } from './render-transfer.js';
import { reversibleAmount, type SandboxTransfer, type TransferReversal } from './transfer.js';

export interface TransfersDependencies {
  readonly rows: ObjectRepository<SandboxTransfer>;
  readonly accountRows: ObjectRepository<SandboxAccount>;
  readonly balance: BalanceTransactions;
  readonly events: Events;
  readonly clock: Clock;
}

/** Money between our balance and a seller's, each in the caller's transaction. */
export interface Transfers {
  create(
    session: ClientSession,
    asked: z.output<typeof transferParameters>,
  ): Promise<SandboxTransfer>;
  reverse(
    session: ClientSession,
    id: string,
    asked: z.output<typeof reversalParameters>,
  ): Promise<{ readonly transfer: SandboxTransfer; readonly reversal: TransferReversal }>;
}

export function createTransfers(deps: TransfersDependencies): Transfers {
  const { rows, accountRows, balance, events, clock } = deps;

  async function assertCanBePaid(session: ClientSession, destination: string): Promise<void> {
    const account = await accountRows.find(destination, session);
    if (account === null) {
      throw invalidRequest(`No such destination: '${destination}'`, {
        ...{ code: 'resource_missing', param: 'destination' },
      });
    }
    if (account.isReady) return;
    throw invalidRequest(
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
      { code: 'insufficient_capabilities_for_transfer' },
    );
  }

  async function assertFunds(session: ClientSession, amount: number, currency: string) {
    await balance.holdStill(session, currency);
    const available = (await balance.sums(session)).get(currency) ?? 0;
    if (available >= amount) return;
    throw new StripeFailure(
      400,
      'invalid_request_error',
      'You have insufficient available funds in your Stripe account. One likely reason you have insufficient funds is that your funds are automatically being paid out; try enabling manual payouts by going to https://dashboard.stripe.com/account/payouts.',
      { code: 'balance_insufficient' },
    );
  }

  return {
    async create(session, asked) {
      const { amount, currency, destination } = asked;
      if (amount < 1) {
        const code = 'parameter_invalid_integer';
        throw invalidRequest('Invalid positive integer', { code, param: 'amount' });
      }
      await assertCanBePaid(session, destination);
      await assertFunds(session, amount, currency);
      const _id = newObjectId('tr');
      const loss = { type: 'transfer', amount: -amount, currency, source: _id } as const;
      const transfer: SandboxTransfer = {
        ...{ _id, createdAt: clock.now(), amount, currency, destination },
        ...{ description: asked.description ?? null, metadata: asked.metadata },
        sourceTransaction: asked.source_transaction ?? null,
        transferGroup: asked.transfer_group ?? null,
        balanceTransaction: await balance.record(session, loss),
        reversals: [],
      };
      await rows.save(transfer, session);
      const object = renderTransfer(transfer);
      await events.record(session, [{ type: 'transfer.created', object }]);
      return transfer;
    },
    async reverse(session, id, asked) {
      const before = await rows.find(id, session);
      if (before === null) throw noSuch('transfer', id);
      const amount = reversibleAmount(before, asked.amount);
      const { currency, _id: source } = before;
      const gain = { type: 'transfer_refund', amount, currency, source } as const;
      const reversal: TransferReversal = {
        ...{ id: newObjectId('trr'), amount, metadata: asked.metadata, createdAt: clock.now() },
        balanceTransaction: await balance.record(session, gain),
      };
      const transfer = { ...before, reversals: [reversal, ...before.reversals] };
      await rows.save(transfer, session);
      const object = renderTransfer(transfer);
      await events.record(session, [{ type: 'transfer.reversed', object }]);
      return { transfer, reversal };
    },
  };
}
