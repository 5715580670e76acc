import { box, circle, curve, fill, halfDisc, polygon, star, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** A whale with something to say. */
const whale: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const [one, two, three] = shapes;
  const body = Math.min(width * 0.38, height * 0.42);
  const middle = x + width * random.between(0.42, 0.5);
  const level = y + height * 0.5;
  return [
    fill(
      three,
      ...times(5, (drop) =>
        circle(
          middle - body * 0.3 + Math.cos(drop * 1.25) * body * 0.5,
          level - body * (0.45 + (drop % 3) * 0.2),
          body * 0.11,
        ),
      ),
    ),
    fill(
      one,
      halfDisc(middle, level, body, 0),
      polygon([
        [middle + body * 0.72, level],
        [middle + body * 1.28, level - body * 0.5],
        [middle + body * 1.36, level + body * 0.34],
        [middle + body * 0.8, level + body * 0.5],
      ]),
    ),
    fill(
      two,
      circle(middle + body * 1.14, level - body * 0.5, body * 0.24),
      circle(middle + body * 1.5, level - body * 0.34, body * 0.24),
    ),
    fill(letters, circle(middle - body * 0.56, level + body * 0.26, body * 0.07)),
    stroke(
      three,
      12,
      ...times(2, (row) =>
        curve(
          times(8, (step) => [
            x - 20 + (step * (width + 40)) / 7,
            level + body * (1.05 + row * 0.3) + (step % 2) * 14,
          ]),
        ),
      ),
    ),
  ];
};

/** Balloons, just let go. */
const balloons: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const count = random.whole(4, 6);
  const anchorX = x + width * random.between(0.4, 0.6);
  const spots = times(count, (index) => ({
    left: x + width * (0.14 + (0.72 * index) / (count - 1)),
    top: y + height * random.between(0.16, 0.44),
    radius: width * random.between(0.11, 0.16),
    color: shapes[index % 3] ?? shapes[0],
  }));
  return [
    stroke(
      letters,
      2,
      ...spots.map(({ left, top }) =>
        curve([
          [left, top],
          [anchorX, y + height + 10],
        ]),
      ),
    ),
    ...spots.map(({ left, top, radius, color }) =>
      fill(
        color,
        circle(left, top, radius),
        polygon([
          [left - 7, top + radius + 7],
          [left, top + radius - 3],
          [left + 7, top + radius + 7],
        ]),
      ),
    ),
  ];
};

/** Building blocks, and the joy of what stands. */
const blocks: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const columns = 3;
  const rows = Math.max(2, Math.round((height / width) * columns));
  const size = Math.max(width / columns, height / rows);
  const tile = (column: number, row: number) => {
    const left = x + column * size;
    const top = y + row * size;
    return random.pick([
      circle(left + size / 2, top + size / 2, size / 2),
      halfDisc(left + size / 2, top + size, size / 2, 180),
      box(left, top, size, size),
      polygon([
        [left, top + size],
        [left + size / 2, top],
        [left + size, top + size],
      ]),
      star(left + size / 2, top + size / 2, size * 0.5, 5, 0.5),
    ]);
  };
  const cells = times(columns * rows, (cell) => ({
    cell,
    path: tile(cell % columns, Math.floor(cell / columns)),
  }));
  const colors = [...shapes, letters];
  const shift = random.whole(0, 3);
  return colors.map((color, tone) =>
    fill(
      color,
      ...cells
        .filter(({ cell }) => (cell * 3 + Math.floor(cell / columns) + shift) % 4 === tone)
        .map(({ path }) => path),
    ),
  );
};

/** Stars over a hill, one of them caught. */
const stars: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const hill = x + width * random.between(0.2, 0.8);
  return [
    fill(
      two,
      ...times(7, (index) =>
        star(
          x + width * ((index * 0.37 + random.next() * 0.2) % 1),
          y + height * (0.08 + index * 0.07),
          random.between(8, 15),
          4,
          0.36,
        ),
      ),
    ),
    fill(three, circle(hill, y + height * 1.32, height * 0.72)),
    fill(
      one,
      star(
        x + width * random.between(0.35, 0.65),
        y + height * 0.42,
        width * 0.25,
        5,
        0.52,
        random.between(-100, -80),
      ),
    ),
  ];
};

export const family: Compositions = [whale, balloons, blocks, stars];
