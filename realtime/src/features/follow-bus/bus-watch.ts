import type { Bus, Subscription } from '@marquee/common/bus';
import type { Logger } from '@marquee/common/logging';
import type { RealtimeLimits } from '../../limits.js';

export interface BusWatch {
  /** Whether we hear what happens. */
  hears(): boolean;
  stop(): void;
}

/**
 * A replica that has lost its bus knows nothing new, and a page that believes it shows old seats as
 * free. So after a moment it sends its browsers away: they ask the API until one hears again.
 */
export function watchBus(
  bus: Pick<Bus, 'isReady'>,
  following: () => Pick<Subscription, 'isFollowing'> | null,
  limits: Pick<RealtimeLimits, 'deafMsMax' | 'deafCheckMs'>,
  logger: Logger,
  onDeaf: () => void,
): BusWatch {
  /** Null until the bus was heard first: what was never there cannot be gone. */
  let heardAtMs: number | null = null;
  let isDeaf = false;

  /** A bus can take publishes while it brings this process nothing. */
  const hearsNow = () => bus.isReady() && (following()?.isFollowing?.() ?? true);

  function look(): void {
    if (hearsNow()) {
      if (isDeaf) logger.info('the bus is back; browsers are let in again');
      heardAtMs = performance.now();
      isDeaf = false;
      return;
    }
    if (isDeaf || heardAtMs === null) return;
    if (performance.now() - heardAtMs < limits.deafMsMax) return;
    isDeaf = true;
    logger.warn('the bus is gone; browsers are sent away and ask the API meanwhile');
    onDeaf();
  }

  const timer = setInterval(look, limits.deafCheckMs);
  return {
    hears() {
      if (heardAtMs === null) look();
      return heardAtMs !== null && !isDeaf;
    },
    stop: () => clearInterval(timer),
  };
}
