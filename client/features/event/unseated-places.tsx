import { useTranslations } from 'next-intl';
import { usePriceText } from '@/components/ui/price';
import type { Ticket } from '@/lib/api/types';
import { isFree } from './sections';

/** Places without a seat: how many there are at which price. */
export function UnseatedPlaces({ tickets }: { tickets: readonly Ticket[] }) {
  const t = useTranslations('event.market');
  const priceText = usePriceText();
  const free = tickets.filter(isFree);
  const amounts = [...new Set(free.map((ticket) => ticket.price.amount))].sort((a, b) => a - b);
  return (
    <div className="grid gap-1 text-muted">
      <p>{t('generalAdmission')}</p>
      <ul className="figures">
        {amounts.map((amount) => {
          const same = free.filter((ticket) => ticket.price.amount === amount);
          const [first] = same;
          return (
            first && (
              <li key={amount}>
                {t('atPrice', { count: same.length, price: priceText(first.price) })}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
