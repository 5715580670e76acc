import type { Money } from '@marquee/common/money';

/** An Event as tickets, whose it is, has it. */
export interface LedgerEvent {
  readonly id: string;
  readonly organiserId: string;
  readonly title: string;
  readonly venue: object;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: string;
  readonly version: number;
  /** What the catalogue counts of inventory. */
  readonly availableCount: number;
  readonly priceFrom: Money | null;
}

/** A row that a service keeps of somebody else's; its fields are the owner's names for them. */
export interface Copy {
  readonly id: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What services keep of what is not theirs, beside the catalogue and payments' orders. */
export interface Copies {
  readonly eventsAtOrders: readonly Copy[];
  readonly eventsAtPayments: readonly Copy[];
  readonly eventsAtNotifications: readonly Copy[];
  readonly ordersAtNotifications: readonly Copy[];
  readonly usersAtNotifications: readonly Copy[];
}

export const noCopies: Copies = {
  ...{ eventsAtOrders: [], eventsAtPayments: [], eventsAtNotifications: [] },
  ...{ ordersAtNotifications: [], usersAtNotifications: [] },
};
