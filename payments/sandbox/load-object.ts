import { renderBalanceTransaction } from './balance/render-balance.js';
import { intentIdOf } from './charges/charge-id.js';
import { renderCharge } from './charges/render-charge.js';
import { renderAccount } from './connect/render-account.js';
import { renderTransfer } from './connect/render-transfer.js';
import type { ObjectRepository, StoredObject } from './data/object.repository.js';
import type { Load } from './http/expand.js';
import type { Json } from './http/json.js';
import { renderIntent } from './intents/render.js';
import { renderRefund } from './refunds/render-refund.js';
import type { SandboxParts } from './sandbox-parts.js';

type Sources = Pick<
  SandboxParts,
  'intents' | 'challengeUrl' | 'refundRows' | 'balance' | 'accountRows' | 'transferRows'
>;

/** Finds any object by the prefix of its id. */
export function createLoad(sources: Sources): Load {
  const { intents, challengeUrl, refundRows, balance } = sources;
  const from =
    <Kept extends StoredObject>(
      rows: Pick<ObjectRepository<Kept>, 'find'>,
      render: (kept: Kept) => Json,
    ): Load =>
    async (id, session) => {
      const kept = await rows.find(id, session);
      return kept === null ? null : render(kept);
    };
  const byPrefix: ReadonlyMap<string, Load> = new Map<string, Load>([
    ['pi', from(intents, (intent) => renderIntent(intent, challengeUrl))],
    [
      'ch',
      async (id, session) => {
        const intent = await intents.find(intentIdOf(id), session);
        if (intent === null || intent.authorisedAt === null) return null;
        return renderCharge(intent, intent.authorisedAt);
      },
    ],
    ['acct', from(sources.accountRows, renderAccount)],
    ['tr', from(sources.transferRows, renderTransfer)],
    ['re', from(refundRows, renderRefund)],
    ['txn', from(balance.rows, renderBalanceTransaction)],
  ]);
  return async (id, session) => (await byPrefix.get(id.split('_')[0] ?? '')?.(id, session)) ?? null;
}
