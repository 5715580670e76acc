import type { DomainEvent } from '../contracts/domain-event.js';
import { findContract } from '../contracts/registry.js';
import { NotYet } from './not-yet.js';

/** What an event says is not what its contract promises, and never will be. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}

const issuesMax = 3;

/** While a newer version is rolled out, a process of it takes over what this one cannot read. */
const newerWaitMs = 10_000;

/**
 * The event with its data as its contract reads it, so that consumers may take the type for
 * granted: nothing is applied that does not keep its contract, whoever sent it.
 * @throws ContractBroken, which says why
 * @throws NotYet for what only a newer version of ours could know
 */
export function keptContract(event: DomainEvent): DomainEvent {
  const contract = findContract(event.type);
  if (contract === null) throw new NotYet(newerWaitMs, `${event.type} is not known here`);
  if (contract.aggregateType !== event.aggregateType)
    throw new ContractBroken(`${event.type} is no event of ${event.aggregateType}`);
  if (event.schemaVersion > contract.schemaVersion)
    throw new NotYet(
      newerWaitMs,
      `${event.type} has the schema ${event.schemaVersion}, newer than ours`,
    );
  const { success, error, data } = contract.schema.safeParse(event.data);
  if (success) return { ...event, data };
  const issues = error.issues.slice(0, issuesMax);
  const reasons = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const reason = `${event.type} breaks its contract: ${reasons.join('; ')}`;
  const isMore = error.issues.every(({ code }) => code === 'unrecognized_keys');
  throw isMore ? new NotYet(newerWaitMs, reason) : new ContractBroken(reason);
}
