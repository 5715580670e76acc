import { buildClient, buildServices } from './build.mjs';
import { areDependenciesInstalled, installDependencies } from './install-dependencies.mjs';

/** @typedef {ReturnType<typeof import('./steps.mjs').numberedSteps>} Step */

/** How many steps `prepare` takes. */
export const prepareStepCount = 3;

/**
 * From a fresh clone to something that can be started: dependencies, services, client.
 *
 * @param {Step} step
 */
export async function prepare(step) {
  await installStep(step);
  await step('Building the services', () => buildServices());
  await step('Building the client', async (say) => {
    const outcome = await buildClient();
    if (outcome === 're-used') say('nothing changed since the last build; it is re-used');
    if (outcome === 'absent') say('there is no client in this folder');
  });
}

/** @param {Step} step */
export async function installStep(step) {
  await step('Installing dependencies', async (say) => {
    if (await areDependenciesInstalled()) say('they are up to date');
    else await installDependencies(say);
  });
}
