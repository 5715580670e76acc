import { box, circle, curve, fill, halfDisc, line, polygon, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** Faster than the eye: a ball and where it was. */
const flight: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const radius = Math.min(width, height) * random.between(0.24, 0.31);
  const fromLeft = random.chance(0.5);
  const ballX = x + width * (fromLeft ? 0.68 : 0.32);
  const ballY = y + height * random.between(0.34, 0.46);
  const away = fromLeft ? -1 : 1;
  const trail = (offset: number, thickness: number) =>
    polygon([
      [ballX, ballY + offset - thickness],
      [ballX, ballY + offset + thickness],
      [ballX + away * width, ballY + offset + thickness + height * 0.42],
      [ballX + away * width, ballY + offset - thickness + height * 0.42],
    ]);
  return [
    fill(three, trail(0, radius)),
    fill(one, trail(-radius * 0.62, radius * 0.2), trail(radius * 0.3, radius * 0.12)),
    fill(two, circle(ballX, ballY, radius)),
    stroke(
      three,
      radius * 0.09,
      curve([
        [ballX - radius, ballY - radius * 0.2],
        [ballX, ballY + radius * 0.35],
        [ballX + radius, ballY - radius * 0.2],
      ]),
      line([
        [ballX - radius * 0.3, ballY - radius * 0.95],
        [ballX + radius * 0.3, ballY + radius * 0.95],
      ]),
    ),
  ];
};

/** The ground from above, its lines freshly painted. */
const pitch: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const [one, two, three] = shapes;
  const stripes = random.whole(5, 8);
  const middleY = y + height * random.between(0.42, 0.58);
  const middleX = x + width / 2;
  const radius = width * random.between(0.22, 0.3);
  return [
    fill(one, box(x, y, width, height)),
    fill(
      three,
      ...times(Math.ceil(stripes / 2), (index) =>
        box(x + (2 * index * width) / stripes, y, width / stripes, height),
      ),
    ),
    stroke(
      letters,
      5,
      circle(middleX, middleY, radius),
      line([
        [x, middleY],
        [x + width, middleY],
      ]),
      box(middleX - width * 0.24, y - 8, width * 0.48, height * 0.16),
    ),
    fill(two, circle(middleX + radius * random.between(-0.6, 0.6), middleY - radius * 0.3, 13)),
  ];
};

/** Chevrons on a jersey. */
const chevrons: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const count = random.whole(4, 6);
  const thickness = height / count;
  const rise = height * random.between(0.24, 0.4);
  const chevron = (index: number) => {
    const top = y + index * thickness - rise * 0.4;
    return polygon([
      [x, top + rise],
      [x + width / 2, top],
      [x + width, top + rise],
      [x + width, top + rise + thickness * 0.62],
      [x + width / 2, top + thickness * 0.62],
      [x, top + rise + thickness * 0.62],
    ]);
  };
  return times(count, (index) => fill(shapes[index % 3] ?? shapes[0], chevron(index)));
};

/** A stadium's bowl under floodlights. */
const bowl: Composition = ({ x, y, width, height }, { shapes, ground }, random) => {
  const [one, two, three] = shapes;
  const middle = x + width * random.between(0.38, 0.62);
  const rim = y + height * 0.34;
  return [
    fill(
      three,
      polygon([
        [middle, rim],
        [x - 30, y - 60],
        [x + width * 0.3, y - 60],
      ]),
    ),
    fill(
      three,
      polygon([
        [middle, rim],
        [x + width * 0.7, y - 60],
        [x + width + 30, y - 60],
      ]),
    ),
    ...times(5, (ring) => {
      const color = [one, ground, two, ground, one][ring] ?? one;
      return fill(color, halfDisc(middle, rim, width * (0.66 - ring * 0.12), 0));
    }),
  ];
};

export const sport: Compositions = [flight, pitch, chevrons, bowl];
