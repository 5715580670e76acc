/**
 * Where a path of the front door is answered, for a process that asks the services themselves.
 *
 * In: one address for everything (`http://front`), or for each first part of a path its own
 * (`/api/users=http://auth-api,/api/events=http://tickets-api`), and a path. Out: the address
 * without a trailing slash, or null when no part fits.
 */
export function serviceAddressOf(servicesUrl: string, path: string): string | null {
  if (!servicesUrl.includes('=')) return servicesUrl.replace(/\/+$/, '');
  for (const route of servicesUrl.split(',')) {
    const [prefix = '', address = ''] = route.trim().split('=');
    if (path === prefix || path.startsWith(`${prefix}/`)) return address.replace(/\/+$/, '');
  }
  return null;
}
