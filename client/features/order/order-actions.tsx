'use client';
import { CalendarPlus, LifeBuoy, Printer, ReceiptText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { helpCode } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';

interface OrderActionsProps {
  orderId: string;
  isGoing: boolean;
  /** Money moved. */
  hasReceipt: boolean;
}

/** What one can do with an order: into the calendar, onto paper, or ask a person about it. */
export function OrderActions({ orderId, isGoing, hasReceipt }: OrderActionsProps) {
  const t = useTranslations('order.actions');
  const [isHelpOpen, setHelpOpen] = useState(false);
  const code = helpCode(orderId);
  return (
    <div className="no-print flex flex-wrap gap-3">
      {isGoing && (
        <>
          <Button asChild>
            <a href={`${paths.order(orderId)}/calendar`} download>
              <CalendarPlus aria-hidden="true" className="size-5" />
              {t('calendar')}
            </a>
          </Button>
          <Button onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-5" />
            {t('print')}
          </Button>
        </>
      )}
      {hasReceipt && (
        <Button asChild>
          <Link href={paths.receipt(orderId)} prefetch={false}>
            <ReceiptText aria-hidden="true" className="size-5" />
            {t('receipt')}
          </Link>
        </Button>
      )}
      <Button variant={isGoing ? 'quiet' : 'secondary'} onClick={() => setHelpOpen(true)}>
        <LifeBuoy aria-hidden="true" className="size-5" />
        {t('help')}
      </Button>
      <Dialog
        open={isHelpOpen}
        onOpenChange={setHelpOpen}
        title={t('helpTitle')}
        description={t('helpDetail')}
      >
        <p className="figures font-display text-2xl font-bold select-all">{code}</p>
        <p className="text-sm text-muted">{t('helpSafe')}</p>
      </Dialog>
    </div>
  );
}
