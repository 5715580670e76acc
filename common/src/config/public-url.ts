/** Names of this machine for itself; on loopback they are one origin to us. */
export const loopbackHosts = ['localhost', '127.0.0.1'] as const;

/**
 * The origins that count as ours: PUBLIC_URL's own, and on loopback the same port under the
 * other loopback name.
 */
export function originsOf(publicUrl: string): readonly string[] {
  const { origin, hostname } = new URL(publicUrl);
  if (!isLoopback(publicUrl)) return [origin];
  return loopbackHosts.map((host) => origin.replace(hostname, host));
}

/** Whether a public URL can only be reached from this machine. */
export function isLoopback(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  return loopbackHosts.some((host) => host === hostname);
}
