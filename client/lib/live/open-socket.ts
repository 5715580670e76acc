import type { Socket } from 'socket.io-client';

export type Namespace = '/market' | '/account';

/** Opens a namespace; both share one connection. Tests pass their own. */
export type OpenSocket = (namespace: Namespace) => Promise<Socket>;

/** A browser comes back within this, each after a moment of its own, so that none comes with all. */
const reconnectMsMax = 2_500;

/**
 * Loaded when a page first has something to follow: reading needs none of it. A websocket from the
 * start, so that replicas of the gateway need not know each other's visitors.
 */
export const openSocket: OpenSocket = async (namespace) => {
  const { io } = await import('socket.io-client');
  return io(namespace, {
    path: '/realtime',
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: reconnectMsMax,
    randomizationFactor: 0.8,
    timeout: 4_000,
  });
};
