import { getTranslations } from 'next-intl/server';
import { socialImage, socialImageSize } from '@/components/social/social-image';
import { drawPoster } from '@/features/poster/draw-poster';

export const size = socialImageSize;
export const contentType = 'image/png';
export const dynamic = 'force-dynamic';

export default async function Image() {
  const t = await getTranslations('front');
  const drawing = drawPoster({ eventId: 'marquee', category: 'other', title: '', details: [] });
  return socialImage({ title: t('title'), details: [], drawing });
}
