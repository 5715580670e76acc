'use client';
import { useTranslations } from 'next-intl';
import { usePlaceText } from '@/components/orders/place';
import { toast } from '@/components/ui/toaster';
import { fieldErrorsOf } from '@/lib/api/field-errors';
import { problemKey } from '@/lib/api/problem-words';
import { repriceTicket, withdrawTicket } from '@/lib/api/seller.browser';
import type { Money, SellerTicket } from '@/lib/api/types';

const codes = ['sold', 'unacceptable', 'event_started', 'unreachable', 'try_again'] as const;

export interface TicketActions {
  /** Null when it worked, else why not. */
  reprice: (ticket: SellerTicket, price: Money) => Promise<string | null>;
  withdraw: (ticket: SellerTicket) => Promise<string | null>;
}

/** What a seller can do to a ticket; every answer is the server's state, never a guess. */
export function useTicketActions(
  accept: (tickets: SellerTicket[]) => void,
  refresh: () => Promise<void>,
): TicketActions {
  const t = useTranslations('seller');
  const placeText = usePlaceText();
  const attempt = async (
    ticket: SellerTicket,
    work: () => Promise<SellerTicket>,
    done: 'repriced' | 'withdrawing',
  ): Promise<string | null> => {
    try {
      const answer = await work();
      // The answer may be the public face; what only the seller sees is kept.
      accept([{ ...ticket, ...answer }]);
      toast.success(t(`done.${done}`, { place: placeText(ticket) }));
      return null;
    } catch (error) {
      await refresh();
      const refused = fieldErrorsOf(error)[0]?.message;
      return refused === undefined ? t(`refusals.${problemKey(error, codes)}`) : refused;
    }
  };
  return {
    reprice: (ticket, price) => attempt(ticket, () => repriceTicket(ticket.id, price), 'repriced'),
    withdraw: (ticket) => attempt(ticket, () => withdrawTicket(ticket.id), 'withdrawing'),
  };
}
