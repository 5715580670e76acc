import { drawPoster } from '@/features/poster/draw-poster';
import { PosterSvg } from '@/features/poster/poster-svg';
import type { Category } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';

export interface PosterProps {
  eventId: string;
  category: Category;
  title: string;
  /** Small print on the poster: city, date. */
  details?: readonly string[];
  className?: string;
}

/**
 * The Event's poster, 3:4, drawn from its id and category. Decoration: its words stand beside it as
 * text. On a page with one poster the server draws it: the drawing is smaller than what draws it.
 */
export function StillPoster({ eventId, category, title, details = [], className }: PosterProps) {
  return (
    <PosterSvg
      drawing={drawPoster({ eventId, category, title, details })}
      className={classNames('block h-auto w-full', className)}
    />
  );
}
