import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { type EventId, newId, type TicketId } from '@marquee/common/ids';
import { createMetrics } from '@marquee/common/metrics';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { aTicketChange } from '../../../test/domain-events.js';
import { realtimeLimits } from '../../limits.js';
import { createLiveMetrics, type OccurredAt } from '../../live-metrics.js';
import { followBus } from './follow-bus.js';

const aChange = () => aTicketChange(newId<EventId>(), newId<TicketId>());

/** A bus that brings the past before it says that it follows. */
function busWithPast(past: DomainEvent): Bus & ReturnType<typeof createRecordingBus> {
  const bus = createRecordingBus();
  return {
    ...bus,
    async follow(types, since, listener) {
      listener(past);
      return bus.follow(types, since, listener);
    },
  };
}

test('what happened before a replica began is told without a time: its age is not our delay', async () => {
  const [before, after] = [aChange(), aChange()];
  const bus = busWithPast(before);
  const told: OccurredAt[] = [];
  await followBus({
    ...{ bus, clock: systemClock, logger: aSilentLogger(), limits: realtimeLimits },
    metrics: createLiveMetrics(createMetrics(), systemClock),
    tell: (_telling, occurredAt) => void told.push(occurredAt),
    onGap: () => undefined,
  });
  await bus.deliver(after);
  expect(told).toEqual([null, new Date(after.occurredAt)]);
});
