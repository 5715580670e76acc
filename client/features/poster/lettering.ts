import { letterWidthEm } from './letter-widths';
import type { Random } from './random';
import type { Region } from './shapes';

/** How a poster speaks. */
export interface LetterStyle {
  weight: number;
  /** The face's width axis, 75–100. */
  widthPercent: number;
  isUpperCase: boolean;
  /** Letters' widths against those at weight 800, width 100 %. */
  scale: number;
  lineHeight: number;
}

export const letterStyles: readonly [LetterStyle, ...LetterStyle[]] = [
  { weight: 800, widthPercent: 75, isUpperCase: true, scale: 0.74, lineHeight: 0.86 },
  { weight: 800, widthPercent: 100, isUpperCase: true, scale: 1, lineHeight: 0.9 },
  { weight: 700, widthPercent: 82, isUpperCase: false, scale: 0.82, lineHeight: 0.92 },
  { weight: 800, widthPercent: 100, isUpperCase: false, scale: 1, lineHeight: 0.92 },
];

export interface LetterLine {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  sizePx: number;
}

export interface Lettering {
  style: LetterStyle;
  lines: LetterLine[];
}

/** Room for kerning and for the face that stands in until the web font is there. */
const ALLOWANCE = 1.04;

/** A line's width in ems. */
export function lineWidthEm(text: string, style: LetterStyle): number {
  const letters = [...text].reduce((sum, letter) => sum + letterWidthEm(letter), 0);
  return letters * style.scale * ALLOWANCE;
}

/** Every way to break the words into at most `linesMax` lines, as few as one. */
function breaks(words: readonly string[], linesMax: number): string[][] {
  if (words.length === 0) return [[]];
  if (linesMax === 1) return [[words.join(' ')]];
  return words.flatMap((_, index) => {
    const head = words.slice(0, index + 1).join(' ');
    if (index === words.length - 1) return [[head]];
    return breaks(words.slice(index + 1), linesMax - 1).map((tail) => [head, ...tail]);
  });
}

const SIZE_MAX_PX = 74;
const SIZE_MIN_PX = 11;

/** Sets the title as large as its region allows: of all ways to break it, the one with the largest letters. */
export function setTitle(title: string, region: Region, random: Random): Lettering {
  const style = random.pick(letterStyles);
  const text = style.isUpperCase ? title.toLocaleUpperCase('en') : title;
  const words = text.split(/\s+/).filter(Boolean).slice(0, 9);
  const candidates = breaks(words, 5).map((lines) => {
    const widest = Math.max(...lines.map((line) => lineWidthEm(line, style)), 0.1);
    const size = Math.min(
      SIZE_MAX_PX,
      region.width / widest,
      region.height / (lines.length * style.lineHeight),
    );
    return { lines, size };
  });
  const best = candidates.reduce((a, b) => (b.size > a.size + 0.01 ? b : a));
  const sizePx = Math.round(Math.max(SIZE_MIN_PX, best.size) * 10) / 10;
  return {
    style,
    lines: best.lines.map((line, index) => ({
      text: line,
      x: region.x,
      y: Math.round((region.y + sizePx * (0.74 + index * style.lineHeight)) * 10) / 10,
      sizePx,
    })),
  };
}

/** How high the set title stands. */
export function letteringHeight({ style, lines }: Lettering): number {
  return (lines[0]?.sizePx ?? 0) * (lines.length * style.lineHeight);
}
