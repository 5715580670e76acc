import type { Category } from '@/lib/api/types';

/** `letters` is read on `ground`; the others make the picture. */
export interface Palette {
  ground: string;
  letters: string;
  shapes: readonly [string, string, string];
}

const palettes = {
  ember: { ground: '#1f0f12', letters: '#ffd9a0', shapes: ['#e8442e', '#ff9a3d', '#7a1f2b'] },
  petrol: { ground: '#0c3b3f', letters: '#f6ead2', shapes: ['#f2b632', '#e4572e', '#16666a'] },
  bone: { ground: '#f3e7d0', letters: '#1d1610', shapes: ['#d1401f', '#1f5f5b', '#e9a820'] },
  marine: { ground: '#152a5c', letters: '#ffe9c7', shapes: ['#ff6b4a', '#f7c548', '#3d62c4'] },
  tomato: { ground: '#c9331b', letters: '#fff4de', shapes: ['#1d1610', '#ffb224', '#8f1d10'] },
  mustard: { ground: '#f0ae1c', letters: '#20130a', shapes: ['#d13b1e', '#20130a', '#fff2d4'] },
  moss: { ground: '#22361f', letters: '#f4ecc9', shapes: ['#d9c34a', '#8fb05a', '#e3693a'] },
  blush: { ground: '#f6c9bb', letters: '#3a0f1c', shapes: ['#c9264b', '#3a0f1c', '#f2992e'] },
  night: { ground: '#14131c', letters: '#f3efe6', shapes: ['#ffb224', '#d9483b', '#3c3a57'] },
  mint: { ground: '#bfe3cf', letters: '#10312c', shapes: ['#12685c', '#f06543', '#fff6df'] },
  sky: { ground: '#a9d3ea', letters: '#132a4a', shapes: ['#e8442e', '#fff6df', '#2b63b5'] },
  wine: { ground: '#4a1022', letters: '#ffdfc4', shapes: ['#d8a03a', '#b32440', '#f1c6b0'] },
  chalk: { ground: '#fbf6ea', letters: '#1a2030', shapes: ['#2b63b5', '#e8442e', '#1a2030'] },
  clay: { ground: '#b5482a', letters: '#fff1dc', shapes: ['#f2c14e', '#2f1a14', '#e99b7a'] },
} as const satisfies Record<string, Palette>;

/** Each family keeps to its own corner of the paint box. */
export const palettesOf: Record<Category, readonly [Palette, ...Palette[]]> = {
  concert: [palettes.ember, palettes.marine, palettes.night, palettes.mustard, palettes.petrol],
  sport: [palettes.tomato, palettes.chalk, palettes.moss, palettes.sky, palettes.marine],
  theatre: [palettes.wine, palettes.night, palettes.bone, palettes.ember, palettes.clay],
  comedy: [palettes.mustard, palettes.blush, palettes.mint, palettes.tomato, palettes.sky],
  festival: [palettes.petrol, palettes.clay, palettes.moss, palettes.mustard, palettes.marine],
  family: [palettes.mint, palettes.sky, palettes.blush, palettes.bone, palettes.petrol],
  other: [palettes.bone, palettes.chalk, palettes.petrol, palettes.night, palettes.clay],
};
