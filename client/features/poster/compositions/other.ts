import { box, circle, fill, slice, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** Quarter discs, thrown like dice. */
const tiles: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const columns = random.whole(3, 4);
  const size = width / columns;
  const rows = Math.ceil(height / size);
  const colors = [...shapes, letters];
  const cells = times(columns * rows, (cell) => {
    const left = x + (cell % columns) * size;
    const top = y + Math.floor(cell / columns) * size;
    const corner = random.whole(0, 3);
    const cornerX = corner === 0 || corner === 3 ? left : left + size;
    const cornerY = corner < 2 ? top : top + size;
    return {
      tone: random.whole(0, 3),
      path: slice(cornerX, cornerY, size, corner * 90, corner * 90 + 90),
    };
  });
  return colors.map((color, tone) =>
    fill(color, ...cells.filter((cell) => cell.tone === tone).map((cell) => cell.path)),
  );
};

/** Bulbs over a door, most of them lit. */
const bulbs: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const columns = random.whole(5, 7);
  const step = width / columns;
  const rows = Math.ceil(height / step);
  const spots = times(columns * rows, (cell) => ({
    lit: random.chance(0.62),
    path: circle(
      x + ((cell % columns) + 0.5) * step,
      y + (Math.floor(cell / columns) + 0.5) * step,
      step * 0.34,
    ),
  }));
  return [
    fill(one, box(x, y, width, height)),
    fill(three, ...spots.filter((spot) => !spot.lit).map((spot) => spot.path)),
    fill(two, ...spots.filter((spot) => spot.lit).map((spot) => spot.path)),
  ];
};

/** Everything turns around one thing. */
const orbits: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const middleX = x + width * random.between(0.35, 0.65);
  const middleY = y + height * 0.5;
  const radius = Math.min(width, height) * 0.5;
  return [
    stroke(three, 9, ...times(3, (ring) => circle(middleX, middleY, radius * (0.5 + ring * 0.28)))),
    fill(one, circle(middleX, middleY, radius * 0.32)),
    fill(
      two,
      circle(middleX + radius * 0.5, middleY, radius * 0.12),
      circle(middleX - radius * 0.55, middleY - radius * 0.55, radius * 0.15),
    ),
  ];
};

export const other: Compositions = [tiles, bulbs, orbits];
