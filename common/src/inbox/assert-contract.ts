import type { DomainEvent } from '../contracts/domain-event.js';
import { findContract } from '../contracts/registry.js';

/** What an event says is not what its contract promises: only another version of ours helps. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}

const issuesMax = 3;

/**
 * Nothing is applied that does not keep its contract, whoever sent it: consumers may take the
 * data's type for granted.
 * @throws ContractBroken, which says why
 */
export function assertContract(event: DomainEvent): void {
  const contract = findContract(event.type);
  if (contract === null) throw new ContractBroken(`${event.type} is not known here`);
  if (contract.aggregateType !== event.aggregateType)
    throw new ContractBroken(`${event.type} is no event of ${event.aggregateType}`);
  if (event.schemaVersion > contract.schemaVersion)
    throw new ContractBroken(
      `${event.type} has the schema ${event.schemaVersion}, newer than ours`,
    );
  const { success, error } = contract.schema.safeParse(event.data);
  if (success) return;
  const issues = error.issues.slice(0, issuesMax);
  const reasons = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ContractBroken(`${event.type} breaks its contract: ${reasons.join('; ')}`);
}
