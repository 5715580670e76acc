import { useTranslations } from 'next-intl';
import { Price, usePriceText } from '@/components/ui/price';
import type { Ticket } from '@/lib/api/types';
import type { Change } from './changes';
import { isFree } from './sections';
import { useHeldStill } from './use-held-still';

interface UnseatedPlacesProps {
  tickets: readonly Ticket[];
  changes: ReadonlyMap<string, Change>;
  /** Somebody is about to press below: there are as many lines as there were. */
  keepsLines: boolean;
}

/** Places without a seat: how many there are at which price, and for a moment at which it was. */
export function UnseatedPlaces({ tickets, changes, keepsLines }: UnseatedPlacesProps) {
  const t = useTranslations('event.market');
  const priceText = usePriceText();
  const free = tickets.filter(isFree);
  const amountsNow = [...new Set(free.map(({ price }) => price.amount))].sort((a, b) => a - b);
  const amounts = useHeldStill(amountsNow.join(), keepsLines);
  const [first] = tickets;
  if (first === undefined || amounts === '') return null;
  return (
    <div className="grid gap-1 border-t border-line px-4 py-3 text-sm text-muted sm:px-5">
      <p>{t('generalAdmission')}</p>
      <ul className="figures">
        {amounts.split(',').map((text) => {
          const price = { ...first.price, amount: Number(text) };
          const same = free.filter((ticket) => ticket.price.amount === price.amount);
          const before = lastPriceOf(same, changes);
          return (
            <li key={text} className={before === null ? undefined : 'animate-changed'}>
              {t('atPrice', { count: same.length, price: priceText(price) })}
              {before !== null && (
                <s aria-hidden="true" className="pl-2 opacity-75">
                  <Price value={before} />
                </s>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What the last of these that was repriced cost before. */
function lastPriceOf(tickets: readonly Ticket[], changes: ReadonlyMap<string, Change>) {
  const last = tickets.map(({ id }) => changes.get(id)).findLast((one) => one?.kind === 'repriced');
  return last?.kind === 'repriced' ? last.before : null;
}
