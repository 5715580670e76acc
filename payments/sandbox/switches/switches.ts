import { z } from 'zod';
import { invalidRequest } from '../http/stripe-failure.js';

const milliseconds = z.coerce.number().int().min(0).max(600_000);
/** How many of the next requests meet it; -1: all of them, until it is switched off. */
const times = z.coerce.number().int().min(-1).max(1_000_000);
const onOff = z.union([
  z.boolean(),
  z.enum(['true', 'false', 'on']).transform((text) => text !== 'false'),
]);

/** What Stripe and the way to it may do wrong. */
const fields = {
  /** Every event is delivered twice. */
  duplicate: onOff,
  /** Events wait up to a second each, so that later ones overtake. */
  reorder: onOff,
  delayMs: milliseconds,
  /** The share of deliveries, 0 to 1, that is lost without a trace. */
  dropFraction: z.coerce.number().min(0).max(1),
  answerSlowlyMs: milliseconds,
  /** A POST is answered with 500, which its key remembers; nothing was done. */
  answer500: times,
  /** The same, but it was done. */
  answer500AfterDoing: times,
  /** A POST is done, and the connection closed instead of an answer. */
  dropConnection: times,
  /** A request gets no answer and is not done; its connection stays open. */
  noAnswer: times,
  /** The next confirmations are declined, whatever the card. */
  declineConfirms: times,
};

const schema = z.strictObject(fields);
const changes = schema.partial();

export type Switches = z.output<typeof schema>;
export type CountedSwitch =
  | 'answer500'
  | 'answer500AfterDoing'
  | 'dropConnection'
  | 'noAnswer'
  | 'declineConfirms';

export const allOff: Switches = {
  ...{ duplicate: false, reorder: false, delayMs: 0, dropFraction: 0, answerSlowlyMs: 0 },
  ...{ answer500: 0, answer500AfterDoing: 0, dropConnection: 0, noAnswer: 0, declineConfirms: 0 },
};

/** Reads a form or JSON with some of the switches; throws what names the wrong one. */
export function switchesOf(body: unknown): Partial<Switches> {
  const result = changes.safeParse(body ?? {});
  if (result.success) {
    return Object.fromEntries(
      Object.entries(result.data).filter(([, value]) => value !== undefined),
    );
  }
  const [issue] = result.error.issues;
  throw invalidRequest(`${issue?.message ?? 'Invalid'}: ${issue?.path.join('.') ?? ''}`);
}
