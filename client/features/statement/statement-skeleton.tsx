import { Skeleton } from '@/components/ui/skeleton';

const rows = ['first', 'second', 'third', 'fourth', 'fifth'];

/** The shape of a balance, a payout account and a few lines. */
export function StatementSkeleton() {
  return (
    <div className="grid gap-8">
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-40 w-full" />
      <div className="grid gap-3">
        {rows.map((row) => (
          <Skeleton key={row} className="h-14 w-full" />
        ))}
      </div>
    </div>
  );
}
