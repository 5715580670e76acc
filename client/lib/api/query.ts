export type QueryValue = string | number | undefined;

/** `/api/events` and `{q: 'jazz', city: undefined}` → `/api/events?q=jazz`. Empty values are left out. */
export function withQuery(path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
