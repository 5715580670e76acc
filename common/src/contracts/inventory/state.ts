import { z } from 'zod';
import { moneySchema } from '../../money.js';
import { eventId, exampleIds, ticketId } from '../fields.js';

export const inventoryStatuses = ['available', 'held', 'sold', 'withdrawn'] as const;
export type InventoryStatus = (typeof inventoryStatuses)[number];

/**
 * Who may have a Ticket is orders' business alone; this is what everybody may know of it:
 * its price and status now. The aggregate's version is the Ticket's public `version`.
 */
export const inventoryState = z.strictObject({
  ticketId,
  eventId,
  section: z.string(),
  row: z.string().nullable(),
  seat: z.string().nullable(),
  price: moneySchema,
  status: z.enum(inventoryStatuses),
  /** Withdrawn after it had been sold: its buyer got the money back. */
  refunded: z.literal(true).optional(),
});
export type InventoryState = z.infer<typeof inventoryState>;

export const inventoryExample: InventoryState = {
  ticketId: exampleIds.ticket,
  eventId: exampleIds.event,
  section: 'Stalls',
  row: 'B',
  seat: '12',
  price: { amount: 4300, currency: 'EUR' },
  status: 'available',
};
