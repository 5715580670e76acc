import { box, circle, curve, fill, halfDisc, polygon, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** The curtain, a hand's breadth open. */
const curtain: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const [one, two, three] = shapes;
  const folds = random.whole(4, 6);
  const gap = random.between(0.08, 0.2);
  const reach = (width * (1 - gap)) / 2;
  const fold = (left: number, direction: 1 | -1, index: number) => {
    const start = left + direction * ((index * reach) / folds);
    const sway = direction * 14;
    return polygon([
      [start, y],
      [start + direction * (reach / folds) * 0.55, y],
      [start + direction * (reach / folds) * 0.55 - sway, y + height],
      [start - sway, y + height],
    ]);
  };
  return [
    fill(letters, box(x, y, width, height)),
    fill(three, circle(x + width / 2, y + height * 0.7, width * 0.2)),
    fill(
      two,
      polygon([
        [x, y],
        [x + reach, y],
        [x + reach - 24, y + height],
        [x, y + height],
      ]),
    ),
    fill(
      two,
      polygon([
        [x + width, y],
        [x + width - reach, y],
        [x + width - reach + 24, y + height],
        [x + width, y + height],
      ]),
    ),
    fill(
      one,
      ...times(folds, (index) => fold(x, 1, index)),
      ...times(folds, (index) => fold(x + width, -1, index)),
    ),
    fill(
      three,
      ...times(9, (index) => halfDisc(x + (index + 0.5) * (width / 9), y, width / 17, 0)),
    ),
  ];
};

/** One light, one chair's worth of stage. */
const spotlight: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const [one, two, three] = shapes;
  const source = x + width * random.pick([0.12, 0.88]);
  const spot = x + width * random.between(0.4, 0.6);
  const floor = y + height * 0.8;
  return [
    fill(
      three,
      polygon([
        [source, y - 10],
        [spot - width * 0.38, floor],
        [spot + width * 0.38, floor],
      ]),
    ),
    fill(
      one,
      `M${spot - width * 0.38} ${floor}a${width * 0.38} ${height * 0.1} 0 1 1 ${width * 0.76} 0a${width * 0.38} ${height * 0.1} 0 1 1 ${-width * 0.76} 0z`,
    ),
    fill(letters, circle(spot, floor - height * 0.42, width * 0.075)),
    fill(
      letters,
      polygon([
        [spot - 7, floor - height * 0.32],
        [spot + 7, floor - height * 0.32],
        [spot + width * 0.13, floor],
        [spot - width * 0.13, floor],
      ]),
    ),
    fill(two, circle(source, y, width * 0.1)),
  ];
};

/** Two faces that share one outline. */
const faces: Composition = ({ x, y, width, height }, { shapes, ground }, random) => {
  const [one, two, three] = shapes;
  const middle = x + width / 2;
  const radius = Math.min(width, height) * 0.4;
  const tilt = random.whole(-14, 14);
  const centre = y + height * 0.5;
  const smile = (direction: 1 | -1, level: number) =>
    curve([
      [middle + direction * radius * 0.16, level],
      [middle + direction * radius * 0.42, level + direction * radius * 0.2],
      [middle + direction * radius * 0.68, level],
    ]);
  return [
    fill(three, circle(middle + tilt * 3, centre, radius * 1.3)),
    fill(one, halfDisc(middle - 4, centre, radius, 90)),
    fill(two, halfDisc(middle + 4, centre, radius, 270)),
    fill(
      ground,
      halfDisc(middle - radius * 0.42, centre - radius * 0.2, radius * 0.19, 180),
      halfDisc(middle + radius * 0.42, centre - radius * 0.3, radius * 0.19, 0),
    ),
    stroke(
      ground,
      radius * 0.11,
      smile(1, centre + radius * 0.34),
      smile(-1, centre + radius * 0.5),
    ),
  ];
};

/** Arches behind arches: the house, seen from the stage. */
const arches: Composition = ({ x, y, width, height }, { shapes, ground }, random) => {
  const count = random.whole(4, 5);
  const colors = [shapes[2], shapes[0], ground, shapes[1], shapes[2]];
  return times(count, (index) => {
    const half = (width / 2) * (1 - index / count) * 0.98;
    const top = y + height * (0.06 + index * 0.13);
    const middle = x + width / 2;
    return fill(
      colors[index] ?? shapes[0],
      halfDisc(middle, top + half, half, 180),
      box(middle - half, top + half - 0.5, half * 2, height),
    );
  });
};

export const theatre: Compositions = [curtain, spotlight, faces, arches];
