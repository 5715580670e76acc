import { box, circle, curve, fill, halfDisc, polygon, stroke, times } from '../shapes';
import type { Composition, Compositions } from './composition';

/** A laugh so wide that it needs the whole page. */
const laugh: Composition = ({ x, y, width, height }, { shapes, letters }, random) => {
  const [one, two, three] = shapes;
  const middle = x + width * random.between(0.42, 0.58);
  const top = y + height * random.between(0.34, 0.42);
  const radius = Math.min(width * 0.46, height * 0.6);
  const teeth = random.whole(4, 6);
  return [
    fill(one, halfDisc(middle, top, radius, 0)),
    fill(
      letters === '#20130a' ? three : '#fff6df',
      ...times(teeth, (index) =>
        box(
          middle - radius * 0.86 + (index * radius * 1.72) / teeth + 2,
          top,
          (radius * 1.72) / teeth - 4,
          radius * 0.2,
        ),
      ),
    ),
    fill(two, circle(middle, top + radius * 0.86, radius * 0.4)),
    fill(
      letters,
      circle(middle - radius * 0.5, top - radius * 0.42, radius * 0.13),
      circle(middle + radius * 0.5, top - radius * 0.42, radius * 0.13),
    ),
  ];
};

/** Everybody talks at once. */
const bubbles: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const bubble = (left: number, top: number, size: number, tailLeft: boolean) => {
    const tail = tailLeft ? left + size * 0.2 : left + size * 0.8;
    return (
      circle(left + size * 0.36, top + size * 0.36, size * 0.36) +
      circle(left + size * 0.72, top + size * 0.36, size * 0.36) +
      box(left + size * 0.36, top, size * 0.36, size * 0.72) +
      polygon([
        [tail, top + size * 0.55],
        [tail + (tailLeft ? 26 : -26), top + size * 0.66],
        [tail + (tailLeft ? -8 : 8), top + size * 0.98],
      ])
    );
  };
  const size = width * random.between(0.5, 0.6);
  const [one, two, three] = shapes;
  return [
    fill(three, bubble(x + width * 0.36, y + height * 0.05, size * 0.95, false)),
    fill(one, bubble(x - width * 0.1, y + height * 0.24, size * 1.15, true)),
    fill(two, bubble(x + width * 0.42, y + height * 0.52, size * 0.8, false)),
  ];
};

/** Two eyes that saw the punchline coming. */
const eyes: Composition = ({ x, y, width, height }, { shapes, letters, ground }, random) => {
  const [one, two, three] = shapes;
  const radius = Math.min(width * 0.23, height * 0.36);
  const look = random.between(0, 360);
  const dx = Math.cos(look) * radius * 0.38;
  const dy = Math.sin(look) * radius * 0.38;
  const left = x + width * 0.27;
  const right = x + width * 0.73;
  const level = y + height * random.between(0.38, 0.46);
  return [
    fill(one, box(x, level + radius * 0.2, width, height)),
    fill('#fff6df', circle(left, level, radius), circle(right, level, radius)),
    fill(
      '#1d1610',
      circle(left + dx, level + dy, radius * 0.46),
      circle(right + dx, level + dy, radius * 0.46),
    ),
    fill(two === '#1d1610' || two === ground ? three : two, halfDisc(left, level - 2, radius, 180)),
    stroke(
      letters === '#20130a' ? '#20130a' : ground,
      radius * 0.2,
      curve([
        [left - radius * 0.4, level + radius * 1.7],
        [x + width / 2, level + radius * 2.1],
        [right + radius * 0.4, level + radius * 1.5],
      ]),
    ),
  ];
};

/** The line a joke takes before it lands. */
const squiggle: Composition = ({ x, y, width, height }, { shapes }, random) => {
  const [one, two, three] = shapes;
  const turns = random.whole(5, 7);
  return [
    fill(
      three,
      circle(
        x + width * random.between(0.3, 0.7),
        y + height * 0.5,
        Math.min(width, height) * 0.44,
      ),
    ),
    stroke(
      one,
      random.between(24, 34),
      curve(
        times(turns, (index) => [
          x + width * (index % 2 === 0 ? -0.05 : 1.05),
          y + (height * index) / (turns - 1),
        ]),
      ),
    ),
    fill(
      two,
      circle(x + width * 0.78, y + height * 0.24, width * 0.11),
      circle(x + width * 0.24, y + height * 0.7, width * 0.07),
    ),
  ];
};

export const comedy: Compositions = [laugh, bubbles, eyes, squiggle];
