type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

const id = encodeURIComponent;

/** Every address of the client, typed in one place. */
export const paths = {
  front: () => '/',
  search: (query: Query = {}) => withQuery('/search', query),
  event: (eventId: string, query: Query = {}) => withQuery(`/events/${id(eventId)}`, query),
  checkout: (orderId: string) => `/orders/${id(orderId)}/checkout`,
  order: (orderId: string) => `/orders/${id(orderId)}`,
  receipt: (orderId: string) => `/orders/${id(orderId)}/receipt`,
  myTickets: () => '/tickets',
  sell: () => '/sell',
  sellTickets: (eventId: string) => `/sell/events/${id(eventId)}`,
  sellerView: () => '/seller',
  statement: (query: Query = {}) => withQuery('/seller/statement', query),
  editEvent: (eventId: string) => `/seller/events/${id(eventId)}`,
  signIn: (returnTo?: string) => withQuery('/signin', { returnTo }),
  signUp: (returnTo?: string) => withQuery('/signup', { returnTo }),
} as const;

/** Any origin will do: what counts is that an address does not leave it. */
const anyOrigin = 'http://marquee.invalid';

/**
 * Only addresses of our own pages are followed after signing in: no open redirect. What is
 * returned is encoded, so that it can stand in a header.
 */
export function safeReturnTo(value: string | undefined): string {
  if (value === undefined || !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(value)) return paths.front();
  const url = new URL(value, anyOrigin);
  // `/.//evil.example` becomes `//evil.example`, which a browser would take for a host.
  if (url.origin !== anyOrigin || url.pathname.startsWith('//')) return paths.front();
  return `${url.pathname}${url.search}${url.hash}`;
}
