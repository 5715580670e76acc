import { box, circle, curve, fill, polar, polygon, slice, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** The sun comes up, and nobody has slept. */
const sunrise: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const rays = random.whole(9, 14);
  const middle = x + width * random.between(0.32, 0.68);
  const horizon = y + height * random.between(0.66, 0.78);
  const reach = width + height;
  return [
    fill(
      three,
      ...times(rays, (ray) =>
        slice(middle, horizon, reach, 180 + (ray * 180) / rays, 180 + ((ray + 0.5) * 180) / rays),
      ),
    ),
    fill(one, circle(middle, horizon, width * 0.27)),
    fill(
      two,
      `${curve([
        [x - 5, horizon + 12],
        [x + width * 0.3, horizon - 26],
        [x + width * 0.62, horizon + 18],
        [x + width + 5, horizon - 20],
      ])}V${y + height + 5}H${x - 5}z`,
    ),
    fill(
      three,
      `${curve([
        [x - 5, horizon + 44],
        [x + width * 0.5, horizon + 22],
        [x + width + 5, horizon + 52],
      ])}V${y + height + 5}H${x - 5}z`,
    ),
  ];
};

/** Tents and flags. */
const tents: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const [one, two, three] = shapes;
  const floor = y + height;
  const tent = (left: number, size: number, tall: number) =>
    polygon([
      [left, floor],
      [left + size / 2, floor - tall],
      [left + size, floor],
    ]);
  const stripe = (left: number, size: number, tall: number, from: number, to: number) =>
    polygon([
      [left + size * from, floor],
      [left + size / 2, floor - tall],
      [left + size * to, floor],
    ]);
  const big = {
    left: x + width * random.between(0.02, 0.3),
    size: width * 0.7,
    tall: height * random.between(0.66, 0.78),
  };
  const small = {
    left: x + width * random.between(0.5, 0.66),
    size: width * 0.5,
    tall: height * 0.44,
  };
  return [
    fill(three, circle(x + width * random.pick([0.2, 0.8]), y + height * 0.26, width * 0.15)),
    fill(one, tent(big.left, big.size, big.tall)),
    fill(
      letters,
      stripe(big.left, big.size, big.tall, 0.16, 0.32),
      stripe(big.left, big.size, big.tall, 0.48, 0.64),
      stripe(big.left, big.size, big.tall, 0.8, 0.92),
    ),
    fill(two, tent(small.left, small.size, small.tall)),
    fill(three, stripe(small.left, small.size, small.tall, 0.38, 0.62)),
    stroke(letters, 3, `M${big.left + big.size / 2} ${floor - big.tall}v-34`),
    fill(
      two,
      polygon([
        [big.left + big.size / 2, floor - big.tall - 34],
        [big.left + big.size / 2 + 26, floor - big.tall - 26],
        [big.left + big.size / 2, floor - big.tall - 17],
      ]),
    ),
  ];
};

/** A flower as large as a stage. */
const bloom: Composition = ({ x, y, width, height }, { shapes, ground }, random) => {
  const [one, two, three] = shapes;
  const petals = random.whole(7, 11);
  const middleX = x + width * random.between(0.4, 0.6);
  const middleY = y + height * random.between(0.46, 0.54);
  const radius = Math.min(width, height) * 0.4;
  const ring = (distance: number, size: number, turn: number) =>
    times(petals, (petal) => {
      const [petalX, petalY] = polar(middleX, middleY, distance, turn + (petal * 360) / petals);
      return circle(petalX, petalY, size);
    });
  return [
    fill(three, ...ring(radius * 1.02, radius * 0.36, 180 / petals)),
    fill(one, ...ring(radius * 0.72, radius * 0.3, 0)),
    fill(two, circle(middleX, middleY, radius * 0.46)),
    fill(
      ground,
      ...times(petals, (dot) =>
        circle(...polar(middleX, middleY, radius * 0.26, (dot * 360) / petals), radius * 0.05),
      ),
    ),
  ];
};

/** Bunting, strung across the field, and what fell out of the sky. */
const bunting: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const rows = random.whole(3, 4);
  const flag = (row: number, index: number) => {
    const size = width / 6;
    const top =
      y + (row + 0.25) * (height / rows) + Math.sin(((index + 0.5) / 6) * Math.PI) * height * 0.07;
    const left = x + index * size;
    return polygon([
      [left + 3, top],
      [left + size - 3, top],
      [left + size / 2, top + height / rows / 1.7],
    ]);
  };
  const lines = times(rows, (row) => times(6, (index) => ({ row, index }))).flat();
  return [
    ...shapes.map((color, tone) =>
      fill(
        color,
        ...lines
          .filter(({ row, index }) => (row + index) % 3 === tone)
          .map(({ row, index }) => flag(row, index)),
      ),
    ),
    fill(
      shapes[0],
      ...times(12, () => box(x + random.next() * width, y + random.next() * height, 6, 6)),
    ),
  ];
};

export const festival: Compositions = [sunrise, tents, bloom, bunting];
