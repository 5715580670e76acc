import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import { categories } from '@/lib/api/types';
import { paths } from '@/lib/paths';

export function CategoryLinks() {
  const t = useTranslations('common.categories');
  const front = useTranslations('front');
  return (
    <nav
      aria-label={front('categories')}
      className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {categories.map((category) => (
        <Chip key={category} asChild>
          <Link href={paths.search({ category })} prefetch={false}>
            {t(category)}
          </Link>
        </Chip>
      ))}
    </nav>
  );
}
