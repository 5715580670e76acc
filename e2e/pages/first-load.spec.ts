import { newCast } from '../support/cast.js';
import { expect, test } from '../support/clean-console.js';
import { pagesToSee } from '../support/every-page.js';
import { createScales, scriptsOf } from '../support/first-load.js';

/** Gzipped: about a second on a slow phone. What only some need is loaded when they need it. */
const bytesMax = 182_000;

test('no page makes its reader load more than 182 kB of JavaScript first', async ({
  baseURL,
  browser,
  request,
}) => {
  const cast = await newCast(browser, baseURL);
  const weigh = createScales(request);
  const kilobytes: Record<string, number> = {};
  for (const { name, path, as } of pagesToSee) {
    const reader = as === 'visitor' ? request : cast[as].request;
    const scripts = await scriptsOf(reader, path(cast));
    expect(scripts.length, `${name} has scripts`).toBeGreaterThan(0);
    const sizes = await Promise.all(scripts.map(weigh));
    kilobytes[name] = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1_000;
  }
  const tooLarge = Object.entries(kilobytes).filter(([, size]) => size > bytesMax / 1_000);
  expect(tooLarge, JSON.stringify(kilobytes)).toEqual([]);
});
