'use client';

import { type PosterProps, StillPoster } from './still-poster';

/**
 * The poster for a page of many, and for what lives in the browser. Drawn on both sides, so that the
 * page carries each drawing once and not again in its data.
 */
export function Poster(props: PosterProps) {
  return <StillPoster {...props} />;
}
