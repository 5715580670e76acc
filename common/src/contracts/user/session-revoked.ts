import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { userExample, userState } from './state.js';

/** A session ended before its token did: every process must refuse it from now on. */
export const sessionRevoked = defineDomainEvent({
  type: 'SessionRevoked',
  aggregateType: 'user',
  schemaVersion: 1,
  summary: 'A session ended before its token did: every process must refuse it from now on.',
  schema: userState,
  example: {
    ...userExample,
    revokedSessions: [
      { sessionId: exampleIds.session, tokenExpiresAt: '2027-01-06T20:00:00.000Z' },
    ],
  },
});
export type SessionRevoked = DomainEventOf<typeof sessionRevoked>;
