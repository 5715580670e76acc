import type { Random } from './random';
import type { Region } from './shapes';

export const posterWidth = 300;
export const posterHeight = 400;

/** Where the picture is, where the title is, where the small print is. Letters never lie on the picture. */
export interface Layout {
  art: Region;
  title: Region;
  /** Baseline of the small print. */
  detailsY: number;
  /** A rule between title and small print. */
  ruleY: number | null;
}

const margin = 20;
const inner = posterWidth - 2 * margin;

const pictureAbove: Layout = {
  art: { x: 0, y: 0, width: posterWidth, height: 246 },
  title: { x: margin, y: 264, width: inner, height: 92 },
  detailsY: 384,
  ruleY: null,
};

const pictureBelow: Layout = {
  art: { x: 0, y: 158, width: posterWidth, height: 242 },
  title: { x: margin, y: 22, width: inner, height: 96 },
  detailsY: 142,
  ruleY: null,
};

const framedPicture: Layout = {
  art: { x: margin, y: margin, width: inner, height: 238 },
  title: { x: margin, y: 274, width: inner, height: 78 },
  detailsY: 382,
  ruleY: 365,
};

const titleFirst: Layout = {
  art: { x: margin, y: 178, width: inner, height: 202 },
  title: { x: margin, y: 48, width: inner, height: 112 },
  detailsY: 32,
  ruleY: 40,
};

const tallPicture: Layout = {
  art: { x: 0, y: 0, width: posterWidth, height: 292 },
  title: { x: margin, y: 306, width: inner, height: 56 },
  detailsY: 386,
  ruleY: null,
};

const layouts = [pictureAbove, pictureBelow, framedPicture, titleFirst, tallPicture] as const;

/** Long titles need room: the layouts with little of it are not for them. */
export function chooseLayout(title: string, random: Random): Layout {
  const chosen = random.pick(layouts);
  return chosen === tallPicture && title.length > 22 ? pictureAbove : chosen;
}
