import { type Connection, endNow } from '../../connection.js';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';
import type { AddressCount } from './address-count.js';
import { unfitPacketOf } from './unfit-packet.js';

export interface ConnectionPlacesDependencies {
  readonly addresses: AddressCount;
  readonly limits: Pick<RealtimeLimits, 'lastWordMsMax'>;
  readonly metrics: Pick<LiveMetrics, 'refused'>;
}

export interface ConnectionPlaces {
  take(connection: Connection): void;
  isBeyondShare(connection: Connection): boolean;
}

/**
 * Every connection has a place of its address, whatever it asks for, and until TCP has closed it:
 * Engine.IO calls one closed that still waits for an answer to its last frame.
 */
export function createConnectionPlaces(deps: ConnectionPlacesDependencies): ConnectionPlaces {
  const { addresses, limits, metrics } = deps;
  const beyondShare = new WeakSet<Connection>();

  function endSoon(connection: Connection): void {
    setTimeout(() => endNow(connection), limits.lastWordMsMax).unref();
  }

  return {
    take(connection) {
      const place = addresses.tryAdd(connection.request);
      const tcp = connection.request.socket;
      if (place === null) {
        // Until then it may ask, and is told why it cannot stay.
        beyondShare.add(connection);
        endSoon(connection);
      } else if (tcp.closed) place.release();
      else tcp.once('close', () => place.release());
      connection.once('close', (reason: string, description: unknown) => {
        const unfit = unfitPacketOf(reason, description);
        if (unfit !== null) metrics.refused(unfit);
        // Ours to close: it is given a moment for what it was told. All others are gone or unfit.
        if (reason === 'forced close') endSoon(connection);
        else endNow(connection);
      });
    },
    isBeyondShare: (connection) => beyondShare.has(connection),
  };
}
