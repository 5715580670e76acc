import type { Drawing } from './draw-poster';

/** The picture of a poster without its letters, as an SVG document of its own. */
export function posterPicture({ art, layers, palette }: Drawing): string {
  const paths = layers.map(({ path, color, lineWidth }) =>
    lineWidth === undefined
      ? `<path d="${path}" fill="${color}"/>`
      : `<path d="${path}" fill="none" stroke="${color}" stroke-width="${lineWidth}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${art.width}" height="${art.height}" viewBox="0 0 ${art.width} ${art.height}"><rect width="100%" height="100%" fill="${palette.ground}"/>${paths.join('')}</svg>`;
}
