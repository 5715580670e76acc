import { box, circle, curve, fill, polygon, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** A record, seen so close that it leaves the page. */
const record: Composition = ({ x, y, width, height }, { shapes, ground }, random) => {
  const [one, two, three] = shapes;
  const radius = Math.max(width, height) * random.between(0.52, 0.66);
  const middleX = x + width * random.pick([0.18, 0.5, 0.82]);
  const middleY = y + height * random.between(0.42, 0.6);
  const rings = random.whole(6, 9);
  return [
    fill(three, box(x, y, width, height)),
    fill(one, circle(middleX, middleY, radius)),
    stroke(
      ground,
      radius * 0.022,
      ...times(rings, (ring) => circle(middleX, middleY, radius * (0.44 + (0.52 * ring) / rings))),
    ),
    fill(two, circle(middleX, middleY, radius * 0.36)),
    fill(ground, circle(middleX, middleY, radius * 0.06)),
  ];
};

/** Loudness, standing up. */
const bars: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const count = random.whole(9, 14);
  const step = width / count;
  const peak = random.between(0.25, 0.75);
  const bar = (index: number, scale: number) => {
    const distance = Math.abs(index / count - peak);
    const level = Math.max(0.08, (1 - distance * 1.3) * random.between(0.55, 1) * scale);
    return box(
      x + index * step + step * 0.14,
      y + height * (1 - level),
      step * 0.72,
      height * level,
    );
  };
  return [
    fill(three, circle(x + width * peak, y + height * 0.4, width * 0.36)),
    fill(one, ...times(count, (index) => bar(index, 1))),
    fill(two, ...times(count, (index) => bar(index, 0.5))),
  ];
};

/** Beams from above, crossing where somebody is about to stand. */
const beams: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const target = x + width * random.between(0.35, 0.65);
  const floor = y + height * 0.84;
  const beam = (from: number, spread: number) =>
    polygon([
      [x + width * from - 5, y - 4],
      [x + width * from + 5, y - 4],
      [target + spread, floor],
      [target - spread, floor],
    ]);
  return [
    fill(three, beam(-0.1, 96), beam(1.1, 96)),
    fill(one, beam(random.between(0.05, 0.3), 66)),
    fill(two, beam(random.between(0.62, 0.95), 44)),
    fill(one, box(x, floor, width, height)),
    fill(
      three,
      ...times(11, (index) => circle(x + (index + 0.5) * (width / 11), y + height + 4, width / 17)),
    ),
  ];
};

/** One string, plucked. */
const wave: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const lines = random.whole(9, 12);
  const bend = random.between(0.1, 0.2) * height * random.pick([1, -1]);
  const sweep = (index: number, color: string) => {
    const level = y + (height * (index + 0.5)) / lines;
    const swing = bend * Math.sin((index / lines) * Math.PI);
    return stroke(
      color,
      height / lines / 2.1,
      curve(
        times(7, (step) => [
          x - 10 + (step * (width + 20)) / 6,
          level + (step % 2 === 0 ? swing : -swing),
        ]),
      ),
    );
  };
  return [
    fill(three, circle(x + width * random.between(0.25, 0.75), y + height * 0.46, width * 0.42)),
    ...times(lines, (index) => sweep(index, index % 3 === 1 ? two : one)),
  ];
};

export const concert: Compositions = [record, bars, beams, wave];
