import { z } from 'zod';

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
export const integer = z
  .string()
  .regex(/^\d{1,15}$/, 'Invalid integer')
  .transform(Number);
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'Invalid currency')
  .toLowerCase();
export const metadata = z.record(z.string().max(40), z.string().max(500));
export const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);
export const ignored = z.unknown().optional();

/** Taken with every call; `expand` is read by `expand.ts`. */
export const common = { key: ignored, expand: ignored };
