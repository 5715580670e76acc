import { useTranslations } from 'next-intl';

/** The organiser's words, as paragraphs. */
export function EventDescription({ text }: { text: string }) {
  const t = useTranslations('event.facts');
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  if (paragraphs.length === 0) return null;
  return (
    <section className="grid gap-4 pt-16">
      <h2 className="text-xl">{t('about')}</h2>
      <div className="grid max-w-prose gap-4 whitespace-pre-line text-lg">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </section>
  );
}
