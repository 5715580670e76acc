import { useTranslations } from 'next-intl';
import { StatusBadge, type StatusTone } from '@/components/ui/status-badge';
import type { SellerTicket, TicketStatus } from '@/lib/api/types';

const tones: Record<TicketStatus, StatusTone> = {
  opening: 'neutral',
  available: 'neutral',
  held: 'live',
  sold: 'success',
  withdrawing: 'warning',
  withdrawn: 'neutral',
};

/** The state of a ticket in a word, with a line where the word is not enough. */
export function TicketState({ ticket }: { ticket: SellerTicket }) {
  const t = useTranslations('seller.states');
  const { status } = ticket;
  return (
    <span className="grid justify-items-start gap-1 max-sm:justify-items-end">
      <StatusBadge tone={tones[status]}>{t(status)}</StatusBadge>
      {(status === 'opening' || status === 'withdrawing') && (
        <span className="text-sm text-muted">{t(`${status}Detail`)}</span>
      )}
    </span>
  );
}
