import { expect, type Page } from '@playwright/test';

/** What pages ask the API for by themselves; not what a person does, nor what a navigation loads. */
export interface Asks {
  readonly paths: readonly string[];
  /** Forgets what was asked so far. */
  clear(): void;
}

export function listenToAsks(page: Page): Asks {
  const paths: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'GET' && /^\/api\/(tickets|orders)/.test(pathname))
      paths.push(pathname);
  });
  return { paths, clear: () => void paths.splice(0) };
}

/** Longer than a page waits for its account's socket before it asks again. */
const quietMs = 2_000;

/** Opens a page and waits until it is told of changes and has taken all its snapshots. */
export async function openLive(page: Page, path: string): Promise<Asks> {
  const asks = listenToAsks(page);
  await page.goto(path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect.poll(() => asks.paths.length, 'the snapshot after joining').toBeGreaterThan(0);
  await expect
    .poll(
      async () => {
        asks.clear();
        await page.waitForTimeout(quietMs);
        return asks.paths.length;
      },
      { timeout: 20_000, message: 'the page has nothing left to ask' },
    )
    .toBe(0);
  asks.clear();
  return asks;
}

/** Lets a test cut a page's sockets, and heal them. To be called before the page is opened. */
export async function holdTheWire(page: Page): Promise<{ cut(): Promise<void>; heal(): void }> {
  const open = new Set<{ close: () => Promise<void> }>();
  let isCut = false;
  await page.routeWebSocket(/\/realtime\//, async (socket) => {
    if (isCut) return socket.close();
    open.add(socket);
    socket.connectToServer();
  });
  return {
    async cut() {
      isCut = true;
      for (const socket of open) await socket.close();
      open.clear();
    },
    heal() {
      isCut = false;
    },
  };
}

/** Remembers every first heading the page shows from now on, also those shown for a moment. */
export async function headingsSaid(page: Page): Promise<() => Promise<readonly string[]>> {
  const said = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const look = () => {
      const text = document.querySelector('h1')?.textContent ?? '';
      if (text !== texts.at(-1)) texts.push(text);
    };
    new MutationObserver(look).observe(document.body, {
      ...{ childList: true, characterData: true, subtree: true },
    });
    look();
    return texts;
  });
  return () => said.jsonValue();
}
