import { EventEmitter } from 'node:events';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Socket } from 'socket.io-client';
import { SWRConfig } from 'swr';
import { LiveProvider } from '@/lib/live/live-provider';
import type { LiveTopic } from '@/lib/live/use-live';
import { allOf } from './list-read';
import { useLiveList } from './use-live-list';
import { type Live, useLiveObject } from './use-live-object';

const own: readonly LiveTopic[] = [{ kind: 'own', object: 'order' }];
const first = { id: 'o', version: 1 };

const realFetch = globalThis.fetch;
let isAway: boolean;
let version: number;
beforeEach(() => {
  isAway = false;
  version = 1;
  globalThis.fetch = (async () => ({
    ok: !isAway,
    status: isAway ? 500 : 200,
    headers: { get: () => null },
    json: async () => ({ order: { id: 'o', version }, items: [{ id: 'o', version }] }),
  })) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const useObject = () => {
  const { data, ...live } = useLiveObject('/api/orders/o', first, { topics: own, intervalMs: 20 });
  return { ...live, version: data.version };
};
const useList = () => {
  const { data, ...live } = useLiveList('/api/orders', allOf([first]), {
    ...{ topics: own, intervalMs: 20 },
  });
  return { ...live, version: data[0]?.version };
};

type Followed = Pick<Live<unknown>, 'isLive' | 'isStale'> & { version: number | undefined };

/** A page whose socket is there; what it hears is emitted on `socket`. */
async function openPage(useFollowed: () => Followed) {
  const socket = Object.assign(new EventEmitter(), {
    connected: true,
    disconnect: () => undefined,
  });
  const open = async () => socket as unknown as Socket;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SWRConfig value={{ provider: () => new Map() }}>
      <LiveProvider open={open}>{children}</LiveProvider>
    </SWRConfig>
  );
  const { result } = renderHook(useFollowed, { wrapper });
  await waitFor(() => expect(result.current.isLive).toBe(true));
  return { result, socket };
}

describe.each([
  ['an object', useObject],
  ['a list', useList],
])('%s that is live', (_name, useFollowed) => {
  it('is neither live nor fresh once its snapshot failed, and is both soon after that is mended', async () => {
    const { result, socket } = await openPage(useFollowed);
    isAway = true;
    act(() => void socket.emit('resync'));
    await waitFor(() => expect(result.current).toMatchObject({ isLive: false, isStale: true }));
    version = 2;
    isAway = false;
    // Nobody tells it anything more.
    await waitFor(() =>
      expect(result.current).toMatchObject({ isLive: true, isStale: false, version: 2 }),
    );
  });
});
