/** False for a path whose encoding is no UTF-8 (`/events/%ff`): no page can be meant by it. */
export function isReadablePath(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
