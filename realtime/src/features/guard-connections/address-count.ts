import type { IncomingMessage } from 'node:http';
import { networkOf } from '@marquee/common/http';
import proxyAddr from 'proxy-addr';

export interface AddressCount {
  /** Counts one more of the address until `release`; null when it has its share. */
  tryAdd(request: IncomingMessage): { release(): void } | null;
}

/**
 * Sockets by address. `trustProxy` is Express's: so many hops in front of us, or their addresses.
 */
export function createAddressCount(
  socketsMax: number,
  trustProxy: number | readonly string[],
): AddressCount {
  const counts = new Map<string, number>();
  const trust =
    typeof trustProxy === 'number'
      ? (_address: string, hop: number) => hop < trustProxy
      : proxyAddr.compile([...trustProxy]);

  return {
    tryAdd(request) {
      const address = networkOf(proxyAddr(request, trust), 64);
      const count = counts.get(address) ?? 0;
      if (count >= socketsMax) return null;
      counts.set(address, count + 1);
      let isReleased = false;
      return {
        release() {
          if (isReleased) return;
          isReleased = true;
          const left = (counts.get(address) ?? 1) - 1;
          if (left === 0) counts.delete(address);
          else counts.set(address, left);
        },
      };
    },
  };
}
