import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { StatusBadge } from '@/components/ui/status-badge';
import type { StatementItem } from '@/lib/api/seller-money';

interface StatementLineProps {
  item: StatementItem;
  when: string;
  /** The Event it is about, where there is one. */
  children: ReactNode;
}

/** How far a payout is; words we do not know mean that it is under way. */
function payoutStage(status: string | undefined): 'paid' | 'failed' | 'under_way' {
  if (status === 'paid') return 'paid';
  return status === 'failed' || status === 'reversed' ? 'failed' : 'under_way';
}

const tones = { paid: 'success', failed: 'danger', under_way: 'live' } as const;

/** What a line of the statement is, about which Event, and when. */
export function StatementLine({ item, when, children }: StatementLineProps) {
  const t = useTranslations('statement.list');
  const stage = item.kind === 'payout' ? payoutStage(item.payoutStatus) : null;
  return (
    <span className="grid gap-0.5 max-sm:justify-items-end">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:justify-end">
        <span className="font-semibold">{t(`kinds.${item.kind}`)}</span>
        {children}
        {stage !== null && <StatusBadge tone={tones[stage]}>{t(`payouts.${stage}`)}</StatusBadge>}
      </span>
      <span className="figures text-sm text-muted">{when}</span>
    </span>
  );
}
