import type { CurrentUser, TokenClaims } from '@marquee/common/session';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { AccountMessages, MarketMessages, MarketRequests } from './domain/messages.js';

/** What we remember of a socket; set when it is let in. */
export interface AccountSocketData {
  claims: TokenClaims;
}

export type MarketNamespace = Namespace<MarketRequests, MarketMessages>;
export type MarketSocket = Socket<MarketRequests, MarketMessages>;

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

/** Rooms are joined by us only, so a name cannot be forged. */
export const eventRoom = (eventId: string) => `event:${eventId}`;
export const userRoom = (userId: CurrentUser['id']) => `user:${userId}`;
