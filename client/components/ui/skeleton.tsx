import { classNames } from '@/lib/class-names';

/** A quiet block in the shape of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('animate-shimmer block rounded-control bg-sunken', className)}
    />
  );
}
