import { ImageResponse } from 'next/og';
import type { Drawing } from '@/features/poster/draw-poster';
import { posterPicture } from '@/features/poster/poster-picture';
import { displayFont } from './display-font';

export const socialImageSize = { width: 1200, height: 630 };

const ART_HEIGHT = 630;

export interface SocialImageProps {
  title: string;
  details: readonly string[];
  drawing: Drawing;
}

/** What a link to us looks like elsewhere: the poster's picture, the name in large letters, when and where. */
export async function socialImage({ title, details, drawing }: SocialImageProps) {
  const { art, palette } = drawing;
  const picture = `data:image/svg+xml;base64,${Buffer.from(posterPicture(drawing)).toString('base64')}`;
  const artWidth = Math.min(560, Math.round((ART_HEIGHT * art.width) / art.height));
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        width: '100%',
        height: '100%',
        background: palette.ground,
        color: palette.letters,
        fontFamily: 'Bricolage Grotesque',
      }}
    >
      {/* biome-ignore lint/performance/noImgElement: this is drawn, not a page */}
      <img
        src={picture}
        alt=""
        width={artWidth}
        height={ART_HEIGHT}
        style={{ objectFit: 'cover' }}
      />
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          flex: 1,
          padding: 56,
        }}
      >
        <div style={{ fontSize: 30 }}>Marquee</div>
        <div style={{ display: 'flex', flexDirection: 'column', gap: 24 }}>
          <div style={{ fontSize: title.length > 28 ? 64 : 84, lineHeight: 1, letterSpacing: -2 }}>
            {title}
          </div>
          {details.map((detail) => (
            <div key={detail} style={{ fontSize: 32 }}>
              {detail}
            </div>
          ))}
        </div>
      </div>
    </div>,
    { ...socialImageSize, fonts: [await displayFont()] },
  );
}
