'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Ticket } from '@/lib/api/types';
import type { Change } from './changes';
import { SectionCard } from './section-card';
import { bestValueSection, groupBySection } from './sections';
import type { Selection } from './selection';
import { useSteadyOrder } from './use-steady-order';

interface SectionListProps {
  tickets: readonly Ticket[];
  quantity: number;
  /** Somebody is about to press: sections stay where they are. */
  keepsOrder: boolean;
  selection: Selection;
  /** There are dearer ones that are not among them. */
  isCut: boolean;
  changes: ReadonlyMap<string, Change>;
  onToggleSeat: (ticketId: string) => void;
  onChooseBest: (section: string) => void;
}

export function SectionList(props: SectionListProps) {
  const { tickets, quantity, keepsOrder, selection, isCut, changes } = props;
  const { onToggleSeat, onChooseBest } = props;
  const t = useTranslations('event.market');
  const sections = useSteadyOrder(groupBySection(tickets, quantity), keepsOrder);
  const best = bestValueSection(sections);
  const pickedIds = selection.kind === 'seats' ? selection.ticketIds : [];
  // Which lists of seats are open at first is decided once, so that a change of price closes nothing.
  const [openAtFirst] = useState(() => {
    const picked = tickets.filter((ticket) => pickedIds.includes(ticket.id));
    return new Set([
      ...sections.slice(0, 1).map(({ name }) => name),
      ...picked.map((one) => one.section),
    ]);
  });
  return (
    <div className="grid gap-4">
      <ul aria-label={t('sections')} className="grid gap-4 empty:hidden">
        {sections.map((section) => (
          <SectionCard
            key={section.name}
            section={section}
            quantity={quantity}
            isBestValue={section.name === best}
            isChosen={selection.kind === 'best' && selection.section === section.name}
            isOpen={openAtFirst.has(section.name)}
            keepsLines={keepsOrder}
            {...{ pickedIds, isCut, changes, onToggleSeat, onChooseBest }}
          />
        ))}
      </ul>
      {best !== null && (
        <details className="text-sm text-muted">
          <summary className="inline-block min-h-6 text-link">{t('bestValueRule')}</summary>
          <p className="max-w-prose pt-1">{t('bestValueRuleDetail', { count: quantity })}</p>
        </details>
      )}
    </div>
  );
}
