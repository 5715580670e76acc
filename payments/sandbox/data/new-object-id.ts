import { newId } from '@marquee/common/ids';

/** `pi_…`, `re_…`: in the order of time, so that lists page by id. */
export function newObjectId(prefix: string): string {
  return `${prefix}_${newId().replaceAll('-', '')}`;
}
