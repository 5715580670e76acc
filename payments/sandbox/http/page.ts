import type { z } from 'zod';
import type { ObjectPage } from '../data/object.repository.js';
import type { listParameters } from './list-parameters.js';

const second = (value: number) => new Date(value * 1000);

/** Stripe's `created` filter counts whole seconds; ours is a range of instants. */
export function pageOf(asked: z.output<typeof listParameters>): ObjectPage {
  const exact = asked.created;
  const from = highest(exact, asked['created[gte]'], plusOne(asked['created[gt]']));
  const before = lowest(plusOne(exact), plusOne(asked['created[lte]']), asked['created[lt]']);
  return {
    limit: asked.limit,
    startingAfter: asked.starting_after,
    endingBefore: asked.ending_before,
    ...(from !== undefined && { createdFrom: second(from) }),
    ...(before !== undefined && { createdBefore: second(before) }),
  };
}

function plusOne(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value + 1;
}

function given(values: ReadonlyArray<number | undefined>): number[] {
  return values.filter((value) => value !== undefined);
}

function highest(...values: ReadonlyArray<number | undefined>): number | undefined {
  const known = given(values);
  return known.length === 0 ? undefined : Math.max(...known);
}

function lowest(...values: ReadonlyArray<number | undefined>): number | undefined {
  const known = given(values);
  return known.length === 0 ? undefined : Math.min(...known);
}
