'use client';
import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import { formatCardNumber } from '../card-number';
import { offeredTestCards, type TestCard } from '../test-cards';

/** Says that no money moves here, and fills the form with a card by one tap. */
export function TestCardChoice({ onChoose }: { onChoose: (card: TestCard) => void }) {
  const t = useTranslations('checkout.testMode');
  return (
    <div className="grid gap-3 rounded-card border border-dashed border-edge bg-sunken p-4">
      <p className="flex items-start gap-2 font-semibold">
        <FlaskConical aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
        {t('title')}
      </p>
      <p className="text-sm text-muted">{t('detail')}</p>
      <ul className="flex flex-wrap gap-2">
        {offeredTestCards.map((card) => (
          <li key={card.number}>
            <Chip asChild>
              <button type="button" onClick={() => onChoose(card)}>
                {t(`cards.${card.name}`)}
                <span className="figures text-muted max-sm:sr-only">
                  {formatCardNumber(card.number).slice(-4)}
                </span>
              </button>
            </Chip>
          </li>
        ))}
      </ul>
    </div>
  );
}
