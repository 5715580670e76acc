import type { Category } from '@/lib/api/types';
import { compositionsOf } from './compositions';
import { chooseLayout } from './layout';
import { type Lettering, setTitle } from './lettering';
import { type Palette, palettesOf } from './palettes';
import { randomFrom } from './random';
import type { Layer, Region } from './shapes';

export interface PosterSeed {
  eventId: string;
  category: Category;
  title: string;
  details: readonly string[];
}

export interface Drawing {
  palette: Palette;
  art: Region;
  layers: Layer[];
  lettering: Lettering;
  details: { text: string; y: number };
  ruleY: number | null;
}

const DETAIL_LETTERS_MAX = 40;

/** A poster from its seed: the same seed always gives the same drawing. */
export function drawPoster({ eventId, category, title, details }: PosterSeed): Drawing {
  const random = randomFrom(`${category}:${eventId}`);
  const palette = random.pick(palettesOf[category]);
  const compose = random.pick(compositionsOf[category]);
  const layout = chooseLayout(title, random);
  return {
    palette,
    art: layout.art,
    // Drawn from its own corner; the renderer places and cuts it.
    layers: compose({ ...layout.art, x: 0, y: 0 }, palette, random),
    lettering: setTitle(title, layout.title, random),
    details: { text: details.join(' · ').slice(0, DETAIL_LETTERS_MAX), y: layout.detailsY },
    ruleY: layout.ruleY,
  };
}
