import { createHash } from 'node:crypto';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { findContract } from '@marquee/common/contracts/registry';
import { canonical } from './canonical.js';

/**
 * Names everything that a domain event says. Its data as its contract reads it: a consumer is given
 * what an older version did not say yet.
 */
export function eventHash({ data, ...event }: DomainEvent): string {
  const read = findContract(event.type)?.schema.safeParse(data);
  const said = { ...event, data: read?.success === true ? read.data : data };
  return createHash('sha256').update(canonical(said)).digest('base64url');
}
