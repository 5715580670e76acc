const SECONDS_PER_YEAR = 31_536_000;

/** Keeps a choice of looks or language in a cookie, for a year, for this site only. */
export function rememberChoice(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${name}=${value}; path=/; max-age=${SECONDS_PER_YEAR}; samesite=lax`;
}
