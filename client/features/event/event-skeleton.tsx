import { Skeleton, SkeletonText } from '@/components/ui/skeleton';

const sections = ['first', 'second', 'third'];

/** The Event's page before its words. */
export function EventSkeleton() {
  return (
    <div className="page-frame" aria-busy="true">
      <div className="grid items-end gap-6 pt-6 pb-10 sm:grid-cols-[minmax(11rem,18rem)_1fr] sm:gap-10 sm:pt-12 sm:pb-14 lg:gap-14">
        <Skeleton className="aspect-3/4 w-40 sm:w-full" />
        <div className="grid gap-6">
          <Skeleton className="h-9 w-24 rounded-full" />
          <Skeleton className="h-16 w-4/5 sm:h-24" />
          <SkeletonText lines={2} />
        </div>
      </div>
      <div className="grid items-start gap-8 border-t border-line pt-10 lg:grid-cols-[1fr_22rem] lg:gap-12">
        <div className="grid gap-4">
          <Skeleton className="h-12 w-56" />
          {sections.map((section) => (
            <Skeleton key={section} className="h-24 w-full rounded-card" />
          ))}
        </div>
        <Skeleton className="h-64 w-full rounded-card" />
      </div>
    </div>
  );
}
