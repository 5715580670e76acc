import { messages as de } from './de';
import { messages as en } from './en';

export const messagesByLocale = { en, de };
