import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { journeysImage } from '../images.mjs';
import { copySkaffold, runSkaffold } from '../skaffold.mjs';

/** The Ingress controller, as Pods call it. */
const frontDoor = 'traefik.ingress:80';

/**
 * `skaffold verify`: a browser in a Pod plays the journeys at the front door.
 *
 * @param {import('../cluster.mjs').Cluster} cluster
 */
export async function skaffoldVerifies({ place, folder, say }) {
  const copy = path.join(folder, 'skaffold-verify');
  await copySkaffold(copy);
  await place.build(journeysImage);
  const { newName, newTag } = place.images.ours(journeysImage.name);
  const builds = [{ imageName: journeysImage.name, tag: `${newName}:${newTag}` }];
  await writeFile(path.join(copy, 'journeys.json'), JSON.stringify({ builds }));
  const variables = [`PUBLIC_URL=${place.url}`, `FRONT_DOOR=${frontDoor}`];
  await writeFile(path.join(copy, 'journeys.env'), `${variables.join('\n')}\n`);
  const files = ['--build-artifacts=journeys.json', '--env-file=journeys.env'];
  const output = await runSkaffold(place, copy, ['verify', '-p', 'journeys', ...files]);
  for (const line of output.match(/^.*\d+ passed.*$/gm) ?? []) say(line.trim());
  return /\d+ passed/.test(output) ? [] : [`skaffold verify says nothing of a journey:\n${output}`];
}
