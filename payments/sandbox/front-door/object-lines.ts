import { chargeIdOf } from '../charges/charge-id.js';
import type { Conditions, ObjectRepository, StoredObject } from '../data/object.repository.js';
import type { Delivery } from '../events/delivery.js';
import type { SandboxParts } from '../sandbox-parts.js';
import type { ObjectLine } from './developers-html.js';
import type { ObjectKind } from './developers-words.js';
import type { PageLanguage } from './page-language.js';

export interface LinePage {
  readonly lines: readonly ObjectLine[];
  readonly hasMore: boolean;
}

export type LineParts = Pick<
  SandboxParts,
  'intents' | 'refundRows' | 'transferRows' | 'accountRows' | 'events'
>;

const limit = 20;

/** A page of one kind of object, newest first, in words. */
export async function findLines(
  parts: LineParts,
  kind: ObjectKind,
  after: string | undefined,
  language: PageLanguage,
): Promise<LinePage> {
  const money = (amount: number, currency: string) => inWords(amount, currency, language);
  const read = async <Kept extends StoredObject>(
    rows: Pick<ObjectRepository<Kept>, 'list'>,
    line: (kept: Kept) => Omit<ObjectLine, 'createdAt'>,
    conditions: Conditions = {},
  ): Promise<LinePage> => {
    const startingAfter = after?.replace(/^ch_/, 'pi_');
    const { items, hasMore } = await rows.list({ limit, startingAfter }, conditions);
    return { lines: items.map((kept) => ({ createdAt: kept.createdAt, ...line(kept) })), hasMore };
  };
  switch (kind) {
    case 'intents':
      return read(parts.intents, ({ _id: id, amount, currency, status, paymentMethod }) => ({
        ...{
          id,
          headline: `${money(amount, currency)} · ${status}`,
          details: paymentMethod ?? '–',
        },
      }));
    case 'charges':
      return read(
        parts.intents,
        (intent) => ({
          id: chargeIdOf(intent),
          headline: money(intent.amountReceived, intent.currency),
          details: `− ${money(intent.amountRefunded, intent.currency)}`,
        }),
        { authorisedAt: { $type: 'date' } },
      );
    case 'refunds':
      return read(parts.refundRows, ({ _id: id, amount, currency, status, intent }) => ({
        ...{ id, headline: `${money(amount, currency)} · ${status}`, details: intent },
      }));
    case 'transfers':
      return read(parts.transferRows, ({ _id: id, amount, currency, destination }) => ({
        ...{ id, headline: money(amount, currency), details: `→ ${destination}` },
      }));
    case 'accounts':
      return read(parts.accountRows, ({ _id: id, email, isReady, country }) => ({
        ...{
          id,
          headline: email ?? id,
          details: `${country} · ${isReady ? 'ready' : 'restricted'}`,
        },
      }));
    case 'events':
      return withDeliveries(
        parts,
        await read(parts.events.rows, ({ _id: id, type }) => ({ id, headline: type, details: '' })),
      );
  }
}

async function withDeliveries({ events }: LineParts, page: LinePage): Promise<LinePage> {
  const ids = page.lines.map(({ id }) => id);
  const found = await events.deliveries.model.find({ event: { $in: ids } }).lean<Delivery[]>();
  const details = (id: string) =>
    found
      .filter(({ event }) => event === id)
      .map(({ state, attempts, lastStatus }) => `${state} (${attempts}×, ${lastStatus ?? '–'})`)
      .join(', ') || '–';
  return { ...page, lines: page.lines.map((line) => ({ ...line, details: details(line.id) })) };
}

function inWords(amount: number, currency: string, language: PageLanguage): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
