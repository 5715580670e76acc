'use client';

import { useLinkStatus } from 'next/link';

/** A breath of light over what was pressed, while the page behind it is on its way. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span aria-hidden="true" className="animate-shimmer absolute inset-0 bg-paper opacity-60" />
  ) : null;
}
