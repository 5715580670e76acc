'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { localeCookie } from '@/i18n/locales';
import { rememberChoice } from './remember-choice';
import { parseTheme, type Theme, themeCookie } from './theme';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

/** Language and colours; both are remembered in a cookie, so the server renders them right at once. */
export function Preferences({ initialTheme }: { initialTheme: Theme }) {
  const t = useTranslations('common.footer');
  const locale = useLocale();
  const router = useRouter();
  const [theme, setTheme] = useState(initialTheme);
  return (
    <div className="grid grid-cols-2 content-start gap-4 lg:grid-cols-1 xl:grid-cols-2">
      <Field label={t('language')}>
        <Select
          options={languages}
          value={locale}
          onChange={(change) => {
            rememberChoice(localeCookie, change.target.value);
            router.refresh();
          }}
        />
      </Field>
      <Field label={t('theme')}>
        <Select
          options={[
            { value: 'system', label: t('themeSystem') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ]}
          value={theme}
          onChange={(change) => {
            const chosen = parseTheme(change.target.value);
            setTheme(chosen);
            rememberChoice(themeCookie, chosen);
            document.documentElement.dataset['theme'] = chosen;
          }}
        />
      </Field>
    </div>
  );
}
