import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from '@playwright/test';

/** Every script that a page names in its HTML, so that it is loaded before anything is pressed. */
export async function scriptsOf(request: APIRequestContext, path: string): Promise<string[]> {
  const html = await (await request.get(path)).text();
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const loaded = tags.filter((tag) => !/\bnomodule\b/i.test(tag));
  const addresses = loaded.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(addresses)];
}

/** How large scripts are on the wire, each counted once however many pages name it. */
export function createScales(request: APIRequestContext) {
  const known = new Map<string, number>();
  return async (address: string): Promise<number> => {
    const weighed = known.get(address);
    if (weighed !== undefined) return weighed;
    const answer = await request.get(address);
    if (!answer.ok()) throw new Error(`${address} is answered ${answer.status()}`);
    const bytes = gzipSync(await answer.body()).length;
    known.set(address, bytes);
    return bytes;
  };
}
