import { findChromium } from '../../provision/chromium.mjs';
import { runPlaywright } from '../../testing/run-playwright.mjs';
import { waitUntilAvailable } from '../deploy.mjs';

/** @typedef {import('../cluster.mjs').Cluster} Cluster */

/** Long enough for a browser to reach the checkout, short enough to wait for its end. */
const hastyHoldSeconds = 12;

/** A browser at the Ingress: buying, selling, losing the race; and, with short holds, what ends with them. */
export async function journeysSucceed(/** @type {Cluster} */ cluster) {
  const chromium = await findChromium({ say: cluster.say });
  const { url } = cluster.place;
  Object.assign(process.env, { MARQUEE_E2E_URL: url, MARQUEE_E2E_HASTY_URL: url });
  const play = async (/** @type {string[]} */ files) => {
    const { passed, failed } = await runPlaywright({ chromium, args: ['--workers=1', ...files] });
    return failed === 0 && passed > 0 ? [] : [`${files.join(', ')}: ${failed} failed`];
  };
  const problems = await play(['1-buy', '2-sell', '3-lose-the-race']);
  await holdFor(cluster, hastyHoldSeconds);
  problems.push(...(await play(['4-run-out-of-time', '5-pay-at-the-last-second'])));
  return problems;
}

/**
 * @param {Cluster} cluster
 * @param {number} seconds
 */
export async function holdFor(cluster, seconds) {
  const wanted = `HOLD_SECONDS=${seconds}`;
  await cluster.run(['set', 'env', 'deployment/orders-api', 'deployment/orders-worker', wanted]);
  for (const name of ['orders-api', 'orders-worker'])
    await cluster.run(['rollout', 'status', `deployment/${name}`, '--timeout=5m'], {
      timeoutMs: 300_000,
    });
  await waitUntilAvailable(cluster);
}
