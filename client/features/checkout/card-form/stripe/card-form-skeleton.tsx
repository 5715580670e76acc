import { Skeleton } from '@/components/ui/skeleton';

/** The shape of a card form: a number, expiry and code, the button. */
export function CardFormSkeleton() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-16 w-full" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </div>
      <Skeleton className="h-13 w-full" />
    </div>
  );
}
