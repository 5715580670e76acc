import { body, type ValidationChain } from 'express-validator';
import { categories } from '../domain/event.js';
import { cleanLine, cleanParagraphs } from '../domain/text.js';
import { instantField, textField } from './fields.js';

type Presence = (chain: ValidationChain) => ValidationChain;

const needed: Presence = (chain) => chain;
const optional: Presence = (chain) => chain.optional();
/** A venue that is changed is given whole: half an address is no address. */
const withVenue: Presence = (chain) =>
  chain.if((_value: unknown, { req }: { req: { body?: { venue?: unknown } } }) => {
    return req.body?.venue !== undefined;
  });

/** A new Event: everything but its end, which is three hours later unless told. */
export function newEventFields(): ValidationChain[] {
  return eventFields(needed, needed);
}

/** Any of the fields of an Event. */
export function changedEventFields(): ValidationChain[] {
  return eventFields(optional, withVenue);
}

function eventFields(presence: Presence, venuePresence: Presence): ValidationChain[] {
  const line = (chain: ValidationChain) => textField(chain, cleanLine);
  return [
    line(presence(body('title'))),
    textField(presence(body('description')), cleanParagraphs),
    line(venuePresence(body('venue.name'))),
    line(venuePresence(body('venue.city'))),
    line(venuePresence(body('venue.country'))),
    line(venuePresence(body('venue.timeZone'))),
    instantField(presence(body('startsAt'))),
    instantField(body('endsAt').optional()),
    presence(body('category'))
      .custom((value: unknown) => categories.some((category) => category === value))
      .withMessage(`must be one of ${categories.join(', ')}`),
  ];
}
