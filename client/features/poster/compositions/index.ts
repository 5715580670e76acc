import type { Category } from '@/lib/api/types';
import { comedy } from './comedy';
import type { Compositions } from './composition';
import { concert } from './concert';
import { family } from './family';
import { festival } from './festival';
import { other } from './other';
import { sport } from './sport';
import { theatre } from './theatre';

export const compositionsOf: Record<Category, Compositions> = {
  concert,
  sport,
  theatre,
  comedy,
  festival,
  family,
  other,
};
