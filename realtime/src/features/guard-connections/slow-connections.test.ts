import { type EventId, newId, type TicketId } from '@marquee/common/ids';
import { until } from '@marquee/common/testing/until';
import { aTicketChange } from '../../../test/domain-events.js';
import { openRaw } from '../../../test/raw-connection.js';
import { openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';

let world: RealtimeWorld;
afterEach(() => world.close());

test('a connection that takes nothing is answered no more and is ended, though it sends pongs', async () => {
  world = await openRealtimeWorld({ packetBurst: 10_000, slowMsMax: 200, slowCheckMs: 10 });
  const eventId = newId<EventId>();
  for (let ticket = 0; ticket < 400; ticket += 1)
    await world.bus.deliver(aTicketChange(eventId, newId<TicketId>()));
  const slow = await openRaw(world.url);
  slow.say(['40/market,']);
  await until(() => slow.heard().includes('40/market,{"sid"'));
  slow.pause();
  const asking = JSON.stringify({ eventId });
  const both = [`42/market,1["watch",${asking}]`, `42/market,2["unwatch",${asking}]`];
  await until(async () => {
    slow.say(Array.from({ length: 20 }, () => both).flat());
    return (await world.countOf('live_refusals_total', { reason: 'rate_limited' })) > 0;
  });
  await until(async () => {
    slow.say(['3']);
    return (await world.countOf('live_refusals_total', { reason: 'too_slow' })) === 1;
  });
  await until(async () => (await world.countOf('live_sockets', { namespace: 'market' })) === 0);
  slow.leave();
});
