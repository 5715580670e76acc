import type { ClientSession } from 'mongoose';
import type { DomainEventContract } from '../contracts/domain-event.js';

/** A domain event as a use case announces it; the outbox adds id, time and request context. */
export interface DomainEventDraft<Data = unknown> {
  readonly contract: DomainEventContract<string, Data>;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly data: Data;
  /** The id of the domain event, or request, that made this happen. Default: the request's id. */
  readonly causationId?: string;
  readonly correlationId?: string;
}

export interface Outbox {
  /** Records what happened, in the transaction of the change: the only way to announce anything. */
  add(session: ClientSession, drafts: readonly DomainEventDraft[]): Promise<void>;
}
