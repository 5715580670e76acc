export type Json = Readonly<Record<string, unknown>>;

/** Stripe counts whole seconds. */
export const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/** A list as Stripe shows it. */
export function listOf(url: string, data: readonly Json[], hasMore: boolean): Json {
  return { object: 'list', url, has_more: hasMore, data };
}
