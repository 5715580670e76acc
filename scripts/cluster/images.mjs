/**
 * @typedef {{ name: string, file: string, args: string[], isService: boolean, isLive: boolean }} Image
 *   `args` are those of the builder; one that is live has a target `live` for developers
 */

const services = ['auth', 'tickets', 'orders', 'payments', 'realtime', 'notifications'];

/** Every image of ours. @type {Image[]} */
export const images = [
  ...services.map((service) => ({
    name: `marquee-${service}`,
    file: 'service.Dockerfile',
    args: ['--build-arg', `SERVICE=${service}`],
    isService: true,
    isLive: true,
  })),
  {
    name: 'marquee-operations',
    file: 'operations.Dockerfile',
    args: [],
    isService: false,
    isLive: false,
  },
  { name: 'marquee-client', file: 'client.Dockerfile', args: [], isService: false, isLive: true },
];

/** A browser that uses what was deployed; no part of it. @type {Image} */
export const journeysImage = {
  name: 'marquee-journeys',
  file: '../../e2e/Dockerfile',
  args: [],
  isService: false,
  isLive: false,
};

const serviceBytesMax = 60_000_000;

/**
 * Builds them all, one after another, and says their sizes. Answers which are too large.
 *
 * @param {import('./cluster.mjs').Place} place
 * @param {(line: string) => void} say
 */
export async function buildImages(place, say) {
  /** @type {string[]} */
  const problems = [];
  for (const image of images) {
    const bytes = await place.build(image);
    const megabytes = (bytes / 1e6).toFixed(1);
    say(`${image.name}: ${megabytes} MB above its base`);
    if (image.isService && !(bytes <= serviceBytesMax))
      problems.push(`${image.name} has ${megabytes} MB above its base, more than 60`);
  }
  return problems;
}
