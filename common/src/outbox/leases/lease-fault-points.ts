import { between, type FaultPoint } from '../../fault-point.js';
import type { LeaseStore } from './lease-store.js';

/** The same store, which a test can stop for good before and after each statement. */
export function withFaultPoints(store: LeaseStore, faultPoint: FaultPoint): LeaseStore {
  function around<Arguments extends unknown[], Result>(
    name: string,
    statement: (...of: Arguments) => Promise<Result>,
  ) {
    return (...of: Arguments) => between(faultPoint, `leases.${name}`, () => statement(...of));
  }
  return {
    ...store,
    seed: around('seed', store.seed),
    join: around('join', store.join),
    renew: around('renew', store.renew),
    strikeOff: around('strike-off', store.strikeOff),
    take: around('take', store.take),
    giveBack: around('give-back', store.giveBack),
    settle: around('settle', store.settle),
    giveBackAll: around('give-back-all', store.giveBackAll),
    leave: around('leave', store.leave),
    findOwned: around('find-owned', store.findOwned),
  };
}
