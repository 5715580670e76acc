import { WebSocket } from 'ws';
import type { GatewayKind } from './gateway.js';

export interface SubscriberOptions {
  readonly port: number;
  readonly kind: GatewayKind;
  readonly eventId: string;
  readonly onTickets: (message: string) => void;
}

/**
 * A browser's connection, spoken by hand so that thousands fit into a process: the few words of
 * Engine.IO and Socket.IO that a page needs. Resolves when it has joined its Event.
 */
export function openSubscriber({ port, kind, eventId, onTickets }: SubscriberOptions) {
  const isRaw = kind === 'raw';
  const path = isRaw ? '/' : '/realtime/?EIO=4&transport=websocket';
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
  return new Promise<{ close(): void }>((resolve, reject) => {
    const joined = () => resolve({ close: () => socket.terminate() });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The gateway closed a connection')));
    if (isRaw) socket.once('open', joined);
    socket.on('message', (data) => {
      const message = Array.isArray(data) ? '' : Buffer.from(data as ArrayBuffer).toString();
      if (message.startsWith('42/market,["tickets"')) onTickets(message);
      else if (message === '2') socket.send('3');
      else if (message.startsWith('0')) socket.send('40/market,');
      else if (message.startsWith('40/market'))
        socket.send(`42/market,1${JSON.stringify(['watch', { eventId }])}`);
      else if (message.startsWith('43/market,1')) joined();
      else if (message.startsWith('44')) reject(new Error(message));
    });
  });
}
