import type { Palette } from '../palettes';
import type { Random } from '../random';
import type { Layer, Region } from '../shapes';

/** Draws a picture that fills a region. Anything beyond its edge is cut off. */
export type Composition = (region: Region, palette: Palette, random: Random) => Layer[];

export type Compositions = readonly [Composition, ...Composition[]];
