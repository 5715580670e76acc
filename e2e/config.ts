/** What the tests are told from outside; the only reader of the environment here. */
export const config = {
  /** The browser; Playwright's own when nobody says. */
  chromiumPath: process.env['CHROMIUM_PATH'] ?? '',
  isRoot: process.getuid?.() === 0,
  /** Whether somebody else runs the marketplace, and says where: a cluster, behind its front door. */
  isElsewhere: process.env['MARQUEE_E2E_URL'] !== undefined,
  /** The seeded marketplace with holds of fifteen minutes. */
  get marketUrl(): string {
    return required('MARQUEE_E2E_URL');
  },
  /** Another one, empty, where holds end after seconds. */
  get hastyUrl(): string {
    return required('MARQUEE_E2E_HASTY_URL');
  },
};

/** Tells the test processes, which start after this one, where the marketplaces are. */
export function announce(urls: { readonly marketUrl: string; readonly hastyUrl: string }): void {
  process.env['MARQUEE_E2E_URL'] = urls.marketUrl;
  process.env['MARQUEE_E2E_HASTY_URL'] = urls.hastyUrl;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`Nobody said where this marketplace is: ${name}`);
  return value;
}
