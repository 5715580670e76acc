import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { messagesByLocale } from '@/messages';
import { isLocale, localeCookie, negotiateLocale } from './locales';

export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen)
    ? chosen
    : negotiateLocale((await headers()).get('accept-language'));
  // Times of Events are formatted in the Event's zone; whatever is not, says UTC.
  return { locale, messages: messagesByLocale[locale], timeZone: 'UTC' };
});
