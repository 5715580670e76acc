/** The most a page that grows by "Show more" shows at once. */
export const PAGES_MAX = 20;

/** How many pages of a list the address asks for: 1 unless it says otherwise. */
export function pagesShown(value: string | string[] | undefined): number {
  const pages = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : 1;
  return Math.min(PAGES_MAX, Math.max(1, pages));
}
