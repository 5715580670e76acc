'use client';
import { Printer } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';

/** Onto paper, or back; neither is printed. */
export function ReceiptActions({ orderId }: { orderId: string }) {
  const t = useTranslations('order.receiptPage');
  return (
    <div className="no-print flex flex-wrap gap-3">
      <Button variant="primary" onClick={() => window.print()}>
        <Printer aria-hidden="true" className="size-5" />
        {t('print')}
      </Button>
      <Button asChild>
        <Link href={paths.order(orderId)} prefetch={false}>
          {t('back')}
        </Link>
      </Button>
    </div>
  );
}
