import { categories } from '@/lib/api/types';
import { contrastRatio } from './contrast';
import { drawPoster, type PosterSeed } from './draw-poster';
import { posterHeight, posterWidth } from './layout';
import { letteringHeight, lineWidthEm } from './lettering';
import { palettesOf } from './palettes';

const seedOf = (index: number, change: Partial<PosterSeed> = {}): PosterSeed => ({
  eventId: `0194${index}`,
  category: categories[index % categories.length] ?? 'other',
  title: 'The long night of small things',
  details: ['Lisbon', 'Fri 5 Dec, 20:00'],
  ...change,
});
const seeds = Array.from({ length: 140 }, (_, index) => seedOf(index));

test('the same Event has the same poster, whoever draws it', () => {
  for (const seed of seeds) {
    expect(JSON.stringify(drawPoster(seed))).toBe(JSON.stringify(drawPoster({ ...seed })));
  }
});

test('twelve Events of one category are told apart by their posters', () => {
  const drawings = Array.from({ length: 12 }, (_, index) =>
    JSON.stringify(drawPoster(seedOf(index, { category: 'concert', title: 'Same' }))),
  );
  expect(new Set(drawings).size).toBe(12);
});

test('a title can be read on every palette', () => {
  for (const palette of Object.values(palettesOf).flat()) {
    expect(contrastRatio(palette.letters, palette.ground)).toBeGreaterThanOrEqual(4.5);
  }
});

test('letters stay on the paper and never lie on the picture', () => {
  const titles = [
    'Ö',
    'Hamlet',
    'Mwmwmwmwmwmwmwmwmw Internationale',
    'The long night of small things',
  ];
  for (const [index, title] of titles.entries()) {
    for (const seed of seeds) {
      const { lettering, art } = drawPoster({ ...seed, eventId: `${seed.eventId}${index}`, title });
      const top = (lettering.lines[0]?.y ?? 0) - (lettering.lines[0]?.sizePx ?? 0) * 0.74;
      const bottom = top + letteringHeight(lettering);
      expect(bottom).toBeLessThanOrEqual(posterHeight);
      expect(top >= art.y + art.height - 1 || bottom <= art.y + 1).toBe(true);
      for (const line of lettering.lines) {
        const width = lineWidthEm(line.text, lettering.style) * line.sizePx;
        expect(line.x + width).toBeLessThanOrEqual(posterWidth);
      }
    }
  }
});

test('every layer is a path a browser can draw', () => {
  for (const seed of seeds) {
    for (const layer of drawPoster(seed).layers)
      expect(layer.path).not.toMatch(/NaN|Infinity|undefined/);
  }
});
