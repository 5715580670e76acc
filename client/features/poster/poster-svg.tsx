import type { Drawing } from './draw-poster';
import { posterHeight, posterWidth } from './layout';

const margin = 20;

/**
 * Puts a drawing on the page. The nested svg cuts the picture off at its edge; in a slot of another
 * shape the drawing stays whole, on more of its own ground.
 */
export function PosterSvg({ drawing, className }: { drawing: Drawing; className?: string }) {
  const { palette, art, layers, lettering, details, ruleY } = drawing;
  return (
    <svg
      viewBox={`0 0 ${posterWidth} ${posterHeight}`}
      className={className}
      style={{ background: palette.ground }}
      aria-hidden="true"
      focusable="false"
    >
      <rect width={posterWidth} height={posterHeight} fill={palette.ground} />
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: hidden, with the svg it is part of */}
      <svg {...art} viewBox={`0 0 ${art.width} ${art.height}`}>
        {layers.map((layer) => (
          <path
            key={layer.path}
            d={layer.path}
            {...(layer.lineWidth === undefined
              ? { fill: layer.color }
              : { fill: 'none', stroke: layer.color, strokeWidth: layer.lineWidth })}
          />
        ))}
      </svg>
      <g fill={palette.letters} className="font-display">
        <g
          fontWeight={lettering.style.weight}
          style={{ fontStretch: `${lettering.style.widthPercent}%` }}
          letterSpacing="-0.02em"
        >
          {lettering.lines.map((line) => (
            <text key={line.y} x={line.x} y={line.y} fontSize={line.sizePx}>
              {line.text}
            </text>
          ))}
        </g>
        {/* At a phone's width the small print would be too small to read. */}
        {ruleY !== null && details.text !== '' && (
          <rect
            x={margin}
            y={ruleY}
            width={posterWidth - 2 * margin}
            height="1.5"
            className="max-sm:hidden"
          />
        )}
        <text
          className="max-sm:hidden"
          x={margin}
          y={details.y}
          fontSize="11"
          fontWeight="600"
          letterSpacing="0.02em"
        >
          {details.text}
        </text>
      </g>
    </svg>
  );
}
