import { expiryState } from '../card-expiry';
import { cvcLength, digitsOf } from '../card-number';
import { lookUpCard } from '../test-cards';

export interface CardEntry {
  number: string;
  expiry: string;
  cvc: string;
}

export interface CardErrors {
  number?: 'incomplete' | 'mistyped' | 'real_card';
  expiry?: 'incomplete' | 'past';
  cvc?: 'incomplete';
}

/** What is wrong with what was typed, field by field; empty when it can be sent. */
export function cardErrors(entry: CardEntry, now: Date): CardErrors {
  const errors: CardErrors = {};
  const found = lookUpCard(entry.number);
  if (found.kind !== 'card') errors.number = found.kind;
  const expiry = expiryState(entry.expiry, now);
  if (expiry !== 'valid') errors.expiry = expiry;
  if (digitsOf(entry.cvc).length !== cvcLength(digitsOf(entry.number))) errors.cvc = 'incomplete';
  return errors;
}

export const hasErrors = (errors: CardErrors): boolean => Object.keys(errors).length > 0;
