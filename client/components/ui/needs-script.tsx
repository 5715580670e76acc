import { useTranslations } from 'next-intl';

/** With JavaScript off: what can be read here, and what cannot be done. */
export function NeedsScript() {
  const t = useTranslations('common');
  return (
    <noscript>
      <p className="rounded-card border border-edge bg-sunken p-4">{t('needsScript')}</p>
    </noscript>
  );
}
