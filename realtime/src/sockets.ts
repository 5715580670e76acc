import type { CurrentUser, TokenClaims } from '@marquee/common/session';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Allowance } from './domain/allowance.js';
import type { AccountMessages, MarketMessages, MarketRequests } from './domain/messages.js';

/** What we remember of a socket; set when it is let in. */
export interface MarketSocketData {
  allowance: Allowance;
}

export interface AccountSocketData {
  claims: TokenClaims;
}

export type MarketNamespace = Namespace<
  MarketRequests,
  MarketMessages,
  DefaultEventsMap,
  MarketSocketData
>;
export type MarketSocket = Socket<
  MarketRequests,
  MarketMessages,
  DefaultEventsMap,
  MarketSocketData
>;

type NoRequests = Record<string, never>;
export type AccountNamespace = Namespace<
  NoRequests,
  AccountMessages,
  DefaultEventsMap,
  AccountSocketData
>;
export type AccountSocket = Socket<
  NoRequests,
  AccountMessages,
  DefaultEventsMap,
  AccountSocketData
>;

/** Packets that wait for the connection to take the ones before them. */
export function unsentOf({ conn }: Pick<MarketSocket, 'conn'>): number {
  // Engine.IO keeps them in a field it does not show; without it every socket would count as fast.
  return (conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length;
}

/** Rooms are joined by us only, so a name cannot be forged. */
export const eventRoom = (eventId: string) => `event:${eventId}`;
export const userRoom = (userId: CurrentUser['id']) => `user:${userId}`;
