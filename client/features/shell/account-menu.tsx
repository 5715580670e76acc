'use client';

import { CircleUser } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toaster';
import { signOut } from '@/lib/api/session.browser';
import { paths } from '@/lib/paths';
import { useDisclosure } from './use-disclosure';
import { useSessionRenewal } from './use-session-renewal';

const itemLooks =
  'flex min-h-11 w-full items-center rounded-control px-3 text-left hover:bg-sunken';

/** Links and one button: a plain list that opens, not an application's menu. */
export function AccountMenu({ name }: { name: string }) {
  const t = useTranslations('common.header');
  const router = useRouter();
  const { isOpen, setIsOpen, containerRef, buttonRef } = useDisclosure();
  useSessionRenewal();
  const leave = async () => {
    setIsOpen(false);
    try {
      await signOut();
      router.push(paths.front());
      router.refresh();
    } catch {
      toast.error(t('signOutFailed'));
    }
  };
  const links = [
    { href: paths.myTickets(), label: t('myTickets') },
    { href: paths.sell(), label: t('sell') },
    { href: paths.sellerView(), label: t('sellerView') },
    { href: paths.statement(), label: t('statement') },
  ];
  return (
    <div ref={containerRef} className="relative">
      <Button
        ref={buttonRef}
        className="max-w-44 px-3"
        aria-expanded={isOpen}
        aria-label={t('accountOf', { name })}
        onClick={() => setIsOpen(!isOpen)}
      >
        <CircleUser aria-hidden="true" className="size-5 shrink-0" />
        <span className="truncate max-sm:hidden">{name}</span>
      </Button>
      {isOpen && (
        <div className="animate-enter absolute top-full right-0 z-40 mt-2 min-w-56 rounded-card border border-line bg-surface p-1.5 shadow-floating">
          <p className="max-w-64 truncate px-3 py-2 text-sm text-muted">{name}</p>
          <ul className="border-b border-line pb-1.5">
            {links.map(({ href, label }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  className={itemLooks}
                  onClick={() => setIsOpen(false)}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
          <button type="button" className={`mt-1.5 ${itemLooks}`} onClick={() => void leave()}>
            {t('signOut')}
          </button>
        </div>
      )}
    </div>
  );
}
