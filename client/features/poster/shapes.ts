/** One colour's worth of a drawing: filled, or drawn as a line. */
export interface Layer {
  path: string;
  color: string;
  /** Set for lines only. */
  lineWidth?: number;
}

export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One decimal is enough for print, and keeps the page small. */
const n = (value: number): number => Math.round(value * 10) / 10;

/** The radius is rounded before it is doubled: halves that do not meet exactly bulge. */
export function circle(x: number, y: number, radius: number): string {
  const r = n(radius);
  const arc = (width: number) => `a${r} ${r} 0 1 1 ${width} 0`;
  return `M${n(n(x) - r)} ${n(y)}${arc(n(2 * r))}${arc(n(-2 * r))}z`;
}

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;

export type Point = readonly [x: number, y: number];

/** Positive when the points go round clockwise, as they look on the page. */
const signedArea = (points: readonly Point[]): number =>
  points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
    return sum + (x * nextY - nextX * y);
  }, 0);

/** Every closed shape goes round the same way, so that two of one colour join where they overlap. */
export function polygon(points: readonly Point[]): string {
  const clockwise = signedArea(points) >= 0 ? points : [...points].reverse();
  return `M${clockwise.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`;
}

export const line = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;

/** A smooth line through the points. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${n(first[0])} ${n(first[1])}`;
  let before = first;
  for (const point of rest) {
    const middle = (before[0] + point[0]) / 2;
    path += `C${n(middle)} ${n(before[1])} ${n(middle)} ${n(point[1])} ${n(point[0])} ${n(point[1])}`;
    before = point;
  }
  return path;
}

export const polar = (x: number, y: number, radius: number, degrees: number): Point => {
  const angle = (degrees * Math.PI) / 180;
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
};

/** A slice of a disc, clockwise from one angle to the other. */
export function slice(x: number, y: number, radius: number, from: number, to: number): string {
  const [startX, startY] = polar(x, y, radius, from);
  const [endX, endY] = polar(x, y, radius, to);
  const isLarge = to - from > 180 ? 1 : 0;
  return `M${n(x)} ${n(y)}L${n(startX)} ${n(startY)}A${n(radius)} ${n(radius)} 0 ${isLarge} 1 ${n(endX)} ${n(endY)}z`;
}

/** The half of a disc on one side of a line through its middle. */
export const halfDisc = (x: number, y: number, radius: number, from: number): string =>
  slice(x, y, radius, from, from + 180);

export function star(
  x: number,
  y: number,
  radius: number,
  points: number,
  depth: number,
  turn = -90,
): string {
  return polygon(
    Array.from({ length: points * 2 }, (_, index) =>
      polar(x, y, index % 2 === 0 ? radius : radius * depth, turn + (index * 180) / points),
    ),
  );
}

export const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const fill = (color: string, ...paths: string[]): Layer => ({ color, path: paths.join('') });

export const stroke = (color: string, lineWidth: number, ...paths: string[]): Layer => ({
  color,
  lineWidth: n(lineWidth),
  path: paths.join(''),
});
