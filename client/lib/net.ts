import type { Money } from '@/lib/api/types';

/** What the seller receives for one ticket. There are no fees yet; when there are, they live here. */
export const netOf = (price: Money): Money => price;
