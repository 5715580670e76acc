import { aggregateTypes, type DomainEvent } from '@marquee/common/contracts/domain-event';
import { createStateConsumer, createTransitionConsumer } from '@marquee/common/inbox';
import { defineService, type Service, type ServiceDependencies } from '@marquee/common/lifecycle';
import type { Session } from '@marquee/common/mongo';
import { Router } from 'express';
import type { Subscriber } from '../ledger/ledger.js';
import { recordEffect } from './effects.js';

type AuditorDependencies = Pick<ServiceDependencies, 'database' | 'bus' | 'logger' | 'metrics'>;

export const stateAuditor: Subscriber = { name: 'auditor.states', aggregateTypes, kind: 'state' };
export const transitionAuditor: Subscriber = {
  ...{ name: 'auditor.transitions', aggregateTypes, kind: 'transition' },
};
export const auditors: readonly Subscriber[] = [stateAuditor, transitionAuditor];

/** What both of the auditor's consumers are made of; `name` says which. */
export function auditing({ name }: Subscriber, { database, ...rest }: AuditorDependencies) {
  return {
    ...{ name, aggregateTypes, database, ...rest },
    async apply(session: Session, events: readonly DomainEvent[]) {
      for (const event of events) await recordEffect(database, name, session, event);
    },
  };
}

/**
 * Hears every domain event there is, twice: as a copy would, and as a ledger would. Each effect is
 * one row, so that what was applied, how often and in which order can be read afterwards.
 */
export function createAuditor(dependencies: AuditorDependencies): Service {
  return defineService({
    name: 'auditor',
    router: Router(),
    consumers: [
      createStateConsumer(auditing(stateAuditor, dependencies)),
      createTransitionConsumer(auditing(transitionAuditor, dependencies)),
    ],
  });
}
