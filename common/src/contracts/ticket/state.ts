import { z } from 'zod';
import { moneySchema } from '../../money.js';
import { eventId, exampleIds, ticketId, userId } from '../fields.js';

/** A Ticket as its seller describes it and asks for it. What buyers see is inventory's. */
export const ticketState = z.strictObject({
  ticketId,
  eventId,
  sellerId: userId,
  section: z.string(),
  row: z.string().nullable(),
  seat: z.string().nullable(),
  askingPrice: moneySchema,
  withdrawalAsked: z.boolean(),
});
export type TicketState = z.infer<typeof ticketState>;

export const ticketExample: TicketState = {
  ticketId: exampleIds.ticket,
  eventId: exampleIds.event,
  sellerId: exampleIds.seller,
  section: 'Stalls',
  row: 'B',
  seat: '12',
  askingPrice: { amount: 4300, currency: 'EUR' },
  withdrawalAsked: false,
};
