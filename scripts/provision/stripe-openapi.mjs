import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath } from './find-on-path.mjs';
import { cacheFolder } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const goModule = 'github.com/stripe/stripe-mock@v0.203.0';
const kept = path.join(cacheFolder, 'stripe-openapi-0.203.0', 'spec3.json');
const downloadMsMax = 120_000;

/**
 * Finds Stripe's published OpenAPI description, which comes with its Go module `stripe-mock`: a
 * download of about 2 MB, once. The order is: STRIPE_OPENAPI, `.cache`, Go.
 *
 * @returns {Promise<string>} the file's absolute path
 * @throws {Error} with the remedy, when every way failed
 */
export async function findStripeOpenapi() {
  const named = process.env['STRIPE_OPENAPI'];
  if (named !== undefined && named !== '') return named;
  if (existsSync(kept)) return kept;
  const go = findOnPath(['go']);
  if (go === undefined) throw new Error(remedy('there is no Go on the PATH'));
  const { code, output } = await runCommand(go, ['mod', 'download', '-json', goModule], {
    timeoutMs: downloadMsMax,
  });
  const folder = /"Dir": "([^"]+)"/.exec(output)?.[1];
  if (code !== 0 || folder === undefined) throw new Error(remedy(output.trim()));
  await mkdir(path.dirname(kept), { recursive: true });
  // In place by one rename: a killed copy never looks finished.
  const unfinished = `${kept}.${process.pid}`;
  await copyFile(path.join(folder, 'embedded', 'openapi', 'spec3.json'), unfinished);
  await rename(unfinished, kept);
  return kept;
}

/** @param {string} reason */
function remedy(reason) {
  return [
    `Stripe's OpenAPI description could not be fetched: ${reason}`,
    'Do one of these, then start again:',
    `  - put Go on the PATH and reach a Go module proxy (go mod download ${goModule})`,
    '  - set STRIPE_OPENAPI to a spec3.json of github.com/stripe/openapi',
  ].join('\n');
}
