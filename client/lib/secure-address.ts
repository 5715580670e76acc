/**
 * Where a request belongs that came by plain http to a site that is at home on https; null for every
 * other. `forwardedProto` is what the front door says the browser used, the nearest to it first.
 */
export function secureAddressOf(
  pathAndQuery: string,
  forwardedProto: string | null,
  publicUrl: string,
): string | null {
  const used = forwardedProto?.split(',')[0]?.trim().toLowerCase();
  return publicUrl.startsWith('https:') && used === 'http' ? `${publicUrl}${pathAndQuery}` : null;
}
