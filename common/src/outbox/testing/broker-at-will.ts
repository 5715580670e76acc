import type { Bus } from '../../bus/index.js';
import type { DomainEvent } from '../../contracts/domain-event.js';
import { newId } from '../../ids.js';
import { aTicketDraft, aTicketId } from '../../testing/backbone.js';
import { createRecordingBus } from '../../testing/bus.js';
import { partitionOf } from '../partition.js';

/** A broker whose storage the test wipes, rewinds and reconnects to. */
export function aBroker({ tellsPositions = true } = {}) {
  let stored: DomainEvent[] = [];
  const storedAtMs = new Map<DomainEvent['id'], number>();
  let origin = 'first';
  let connections = 1;
  let purged = 0;
  const bus: Bus = {
    ...createRecordingBus(),
    connections: () => connections,
    storage: async () => ({ origin, firstSequence: purged + 1, lastSequence: stored.length }),
    holds: async (sequence, eventId) => stored[sequence - 1]?.id === eventId,
    storedBefore: async (time) =>
      stored.findLastIndex(({ id }) => (storedAtMs.get(id) ?? Date.now()) < time.getTime()) + 1,
    heldSince: async (types) =>
      tellsPositions
        ? null
        : new Set(stored.filter((e) => types.includes(e.aggregateType)).map(({ id }) => id)),
    async publish(event) {
      stored.push(event);
      storedAtMs.set(event.id, Date.now());
      return { duplicate: false, ...(tellsPositions && { sequence: stored.length }) };
    },
  };
  return {
    bus,
    stored: () => stored,
    versionsOf: (aggregateId: string) =>
      stored.filter((e) => e.aggregateId === aggregateId).map((e) => e.aggregateVersion),
    /** All that it has was stored so much earlier. */
    age: (ms: number) => {
      for (const [id, atMs] of storedAtMs) storedAtMs.set(id, atMs - ms);
    },
    reconnect: () => {
      connections += 1;
    },
    wipe: () => {
      stored = [];
      origin = `${origin}'`;
      connections += 1;
    },
    lose: (...aggregateIds: string[]) => {
      stored = stored.filter(({ aggregateId }) => !aggregateIds.includes(aggregateId));
      connections += 1;
    },
    /** Everything up to there is removed, delivered or not. */
    purgeUpTo: (sequence: number) => {
      purged = sequence;
      connections += 1;
    },
    /** And then others publish so many. */
    rewindTo: (length: number, others = 0) => {
      stored = stored.slice(0, length);
      for (let count = 0; count < others; count += 1) stored.push(aForeignEvent());
      connections += 1;
    },
  };
}

function aForeignEvent(): DomainEvent {
  const { contract, ...rest } = aTicketDraft(aTicketId(), 1);
  const { type, schemaVersion, aggregateType } = contract;
  const id = newId<DomainEvent['id']>();
  const origin = { occurredAt: new Date(0).toISOString(), correlationId: id, causationId: id };
  return { id, type, schemaVersion, aggregateType, ...rest, ...origin };
}

/** Of a partition that lost its last message, what is below it may come again, too. */
export function inPartitionsOfTheirOwn(count: number): string[] {
  const ids = new Map<number, string>();
  while (ids.size < count) {
    const id = aTicketId();
    ids.set(partitionOf(id), id);
  }
  return [...ids.values()];
}
