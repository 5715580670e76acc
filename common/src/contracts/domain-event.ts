import { z } from 'zod';
import type { DomainEventId } from '../ids.js';

export const aggregateTypes = ['user', 'event', 'ticket', 'inventory', 'order', 'payment'] as const;
export type AggregateType = (typeof aggregateTypes)[number];

/** What every domain event carries around its data, whatever its type. */
export const envelopeSchema = z.strictObject({
  id: z.uuidv7(),
  type: z.string(),
  schemaVersion: z.int().positive(),
  aggregateType: z.enum(aggregateTypes),
  aggregateId: z.uuidv7(),
  /** Counts the aggregate's domain events: 1, 2, 3 … without gaps. */
  aggregateVersion: z.int().positive(),
  occurredAt: z.iso.datetime(),
  correlationId: z.string(),
  causationId: z.string(),
  traceparent: z.string().optional(),
  /** The full state of the aggregate after the change. */
  data: z.unknown(),
});

export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly id: DomainEventId;
  readonly type: Type;
  readonly schemaVersion: number;
  readonly aggregateType: AggregateType;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string | undefined;
  readonly data: Data;
}

/** One kind of domain event: its name, owner, version, schema and an example. */
export interface DomainEventContract<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly aggregateType: AggregateType;
  readonly schemaVersion: number;
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
  readonly example: Data;
}

/**
 * Keeps the literal type name, so that a consumer's `switch` on `type` is exhaustive, and takes
 * the data's type from the schema alone: the schema is the type.
 */
export function defineDomainEvent<const Type extends string, Schema extends z.ZodType>(
  contract: Omit<DomainEventContract<Type, z.output<Schema>>, 'schema'> & {
    readonly schema: Schema;
  },
): DomainEventContract<Type, z.output<Schema>> {
  return contract as DomainEventContract<Type, z.output<Schema>>;
}

/** The domain event that a contract describes. */
export type DomainEventOf<Contract> =
  Contract extends DomainEventContract<infer Type, infer Data> ? DomainEvent<Type, Data> : never;
