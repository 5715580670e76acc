import type { EventFacts } from '../domain/facts.js';
import type { Language } from '../domain/language.js';
import type { News, NewsKind } from '../domain/news.js';
import type { Letter } from './letter.js';

/** What a template may know besides the news. */
export interface TemplateContext {
  /** The Event as it is known now; null when it is not. */
  readonly event: EventFacts | null;
  readonly links: Links;
}

export interface Links {
  readonly home: string;
  order(id: string): string;
}

export type NewsOf<Kind extends NewsKind> = Extract<News, { readonly kind: Kind }>;

/** One kind of mail, in every language. */
export type Template<Kind extends NewsKind> = Readonly<
  Record<Language, (news: NewsOf<Kind>, context: TemplateContext) => Letter>
>;

/** Links of our own, whatever address somebody asked under. */
export function linksOf(publicUrl: string): Links {
  const home = publicUrl.replace(/\/$/, '');
  return { home, order: (id) => `${home}/orders/${encodeURIComponent(id)}` };
}
