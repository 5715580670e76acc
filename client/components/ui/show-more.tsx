'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from './button';

export interface ShowMoreProps {
  /** The address of this page with more on it: it works as a link before scripts do, and can be shared. */
  href: string;
  label: string;
}

/** More of the list on the same page; what is already read stays where it is. */
export function ShowMore({ href, label }: ShowMoreProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex justify-center pt-8">
      <Button asChild variant="secondary" size="large">
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          aria-busy={pending || undefined}
          onClick={(click) => {
            if (click.metaKey || click.ctrlKey || click.shiftKey) return;
            click.preventDefault();
            startTransition(() => router.push(href, { scroll: false }));
          }}
        >
          {label}
        </Link>
      </Button>
    </div>
  );
}
