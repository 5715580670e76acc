import type { Bus } from '@marquee/common/bus';

export interface Gate {
  /** The bus as the relay sees it. */
  readonly bus: Bus;
  shut(): void;
  /** Resolves when the relay sees that it may publish, with the time it did, in milliseconds. */
  open(): Promise<number>;
}

/**
 * Keeps a relay that has its leases from publishing until all rows are there: what is measured is
 * the drain, from the relay's first look at the rows on, not its taking of leases.
 */
export function createGate(bus: Bus): Gate {
  let isOpen = true;
  let onFirstLook: (() => void) | undefined;
  return {
    bus: {
      ...bus,
      isReady() {
        if (isOpen) onFirstLook?.();
        return isOpen && bus.isReady();
      },
    },
    shut() {
      isOpen = false;
    },
    open() {
      return new Promise((resolve) => {
        onFirstLook = () => {
          onFirstLook = undefined;
          resolve(performance.now());
        };
        isOpen = true;
      });
    },
  };
}
