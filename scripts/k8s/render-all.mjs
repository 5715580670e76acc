import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { combinations } from './combinations.mjs';
import { copyManifests, fromOutside, makeSecrets, render } from './render.mjs';

/** @typedef {Map<string, import('./render.mjs').Manifest[]>} Renderings */

/**
 * Renders every combination, and production without each of its secrets, which must fail.
 *
 * @param {string} kubectl
 * @param {string} folder
 */
export async function renderAll(kubectl, folder) {
  const manifests = await copyManifests(folder);
  const problems = await productionProblems(kubectl, manifests);
  /** @type {Renderings} */
  const renderings = new Map();
  const waiting = [...combinations];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      renderings.set(next.name, await render(kubectl, manifests, next));
  };
  await Promise.all([worker(), worker()]);
  return { renderings, problems };
}

/**
 * Makes all secrets, each of those from outside once only afterwards: without it production must not
 * render, and must say which file is missing.
 *
 * @param {string} kubectl
 * @param {string} manifests
 */
async function productionProblems(kubectl, manifests) {
  const production = { name: 'prod-incomplete', on: 'overlays/prod', with: [] };
  const missing = async (/** @type {string} */ file) => {
    const refusal = await render(kubectl, manifests, production).catch(String);
    const isRefused = String(refusal).includes(file);
    return isRefused ? [] : [`production renders, or fails otherwise, without ${file}`];
  };
  const problems = await missing('values/');
  await makeSecrets(manifests);
  for (const [file, text] of Object.entries(fromOutside)) {
    const written = path.join(manifests, 'components', file);
    await rm(written);
    problems.push(...(await missing(path.basename(file))));
    await writeFile(written, text);
  }
  return problems;
}
