import { newId } from '@marquee/common/ids';
import { staleSeats } from '../watchers/live-checks.js';
import { watchMarket } from '../watchers/market-watcher.js';
import { openGateway } from './gateway.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';

/**
 * A gateway loses its bus for a moment in which a seat is sold, and hears again. The twin does not
 * tell its browsers that it may have missed something, so theirs stays on sale.
 */
export const noResync: Provocation = {
  name: 'no resync: a gateway that lost its bus keeps it to itself',
  invariant: 'Live',
  // Nothing is in the books: what a page shows is all there is to see.
  subscriber: { name: 'nobody', aggregateTypes: [] },
  async provoke(ground, variant) {
    const eventId = newId();
    const [missed, told] = [newId(), newId()];
    const gateway = await openGateway(ground, { eventId, isSilent: variant === 'twin' });
    for (const ticketId of [missed, told]) gateway.change(ticketId, 'available');
    const { url, seats: truth } = gateway;
    const snapshot = async () => [...truth.values()];
    const watcher = watchMarket({ name: 'a page', url, eventId, snapshot });
    ground.undo.push(() => watcher.close());
    ground.checks.push(() => {
      return staleSeats(
        watcher,
        [...truth.values()].map((seat) => ({ ...seat, eventId })),
      );
    });
    const shows = (ticketId: string) => watcher.picture.seats().get(ticketId)?.status;
    await mustHappen('the page is live', () => watcher.isLive() && shows(missed) === 'available');

    gateway.loseBus();
    gateway.change(missed, 'sold');
    gateway.findBus();
    // So the page hears, and whatever was said before it has arrived.
    gateway.change(told, 'held');
    await mustHappen('the page hears again', () => shows(told) === 'held');
  },
};
