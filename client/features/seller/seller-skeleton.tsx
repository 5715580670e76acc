import { Skeleton } from '@/components/ui/skeleton';

const rows = ['first', 'second', 'third', 'fourth'];

/** The shape of one Event with a few tickets. */
export function SellerSkeleton() {
  return (
    <div className="grid gap-6 rounded-card border border-line bg-surface p-5 shadow-raised sm:p-8">
      <div className="grid gap-2">
        <Skeleton className="h-8 w-64 max-w-full" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="flex gap-12">
        <Skeleton className="h-16 w-20" />
        <Skeleton className="h-16 w-20" />
        <Skeleton className="h-16 w-20" />
      </div>
      <div className="grid gap-3">
        {rows.map((row) => (
          <Skeleton key={row} className="h-12 w-full" />
        ))}
      </div>
    </div>
  );
}
