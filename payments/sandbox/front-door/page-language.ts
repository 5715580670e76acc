import type { Request } from 'express';

export const pageLanguages = ['en', 'de'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

const isKnown = (tag: string | undefined): tag is PageLanguage =>
  pageLanguages.some((language) => language === tag);

/** The shop's own choice first (its `locale` cookie), then what the browser prefers. */
export function languageOf(req: Request): PageLanguage {
  const chosen = /(?:^|;\s*)locale=([^;]*)/.exec(req.get('cookie') ?? '')?.[1];
  if (isKnown(chosen)) return chosen;
  const preferred = req.acceptsLanguages(...pageLanguages);
  return isKnown(preferred || undefined) ? (preferred as PageLanguage) : 'en';
}
