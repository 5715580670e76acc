'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTerms } from '@/components/money/terms';
import { usePlaceText } from '@/components/orders/place';
import { Button } from '@/components/ui/button';
import { MoneyInput } from '@/components/ui/money-input';
import { Price, usePriceText } from '@/components/ui/price';
import type { SellerTicket } from '@/lib/api/types';
import { shareOf } from '@/lib/net';
import type { TicketActions } from './use-ticket-actions';

interface PriceFormProps {
  ticket: SellerTicket;
  actions: TicketActions;
  onDone: () => void;
}

/** The price as buyers see it, and the one that waits for a hold to end. */
export function PriceCell({ ticket }: { ticket: SellerTicket }) {
  const t = useTranslations('seller');
  const priceText = usePriceText();
  const { price, askingPrice, status } = ticket;
  const isWaiting = askingPrice.amount !== price.amount && status !== 'sold';
  return (
    <span className="grid justify-items-end">
      <Price value={price} className="font-semibold" />
      {isWaiting && (
        <span className="text-sm text-muted">
          {t(status === 'held' ? 'afterHold' : 'becoming', { price: priceText(askingPrice) })}
        </span>
      )}
    </span>
  );
}

/** A new price in place, with what the seller receives of it. */
export function PriceForm({ ticket, actions, onDone }: PriceFormProps) {
  const t = useTranslations('seller');
  const priceText = usePriceText();
  const placeText = usePlaceText();
  const terms = useTerms();
  const { currency } = ticket.askingPrice;
  const [amount, setAmount] = useState<number | null>(ticket.askingPrice.amount);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const share = amount === null || terms === null ? null : shareOf({ amount, currency }, terms);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (amount === null) return setError(t('priceMissing'));
    setPending(true);
    const refusal = await actions.reprice(ticket, { amount, currency });
    setPending(false);
    if (refusal === null) onDone();
    else setError(refusal);
  };
  return (
    <form onSubmit={(event) => void save(event)} className="grid justify-items-end gap-2">
      <MoneyInput
        autoFocus
        currency={currency}
        value={amount}
        onValueChange={(value) => {
          setAmount(value);
          setError(null);
        }}
        aria-label={t('newPriceOf', { place: placeText(ticket) })}
        className="w-40"
      />
      {share !== null && (
        <span aria-live="polite" className="text-sm text-muted">
          {t('net', { price: priceText(share.net), fee: priceText(share.fee) })}
        </span>
      )}
      {error !== null && (
        <span role="alert" className="max-w-56 text-sm font-medium text-danger">
          {error}
        </span>
      )}
      <span className="flex gap-2">
        <Button size="small" variant="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" size="small" variant="primary" pending={isPending}>
          {t('save')}
        </Button>
      </span>
    </form>
  );
}
