import { newId, type SessionId } from '@marquee/common/ids';
import fc from 'fast-check';
import { foldEmail } from './email.js';
import { lastTokenExpiry } from './session.js';
import { register, withRevokedSession } from './user.js';

const startMs = Date.parse('2027-01-05T20:00:00Z');

it('a revocation is listed exactly until its tokens have expired, and each counts one version', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 20 * 3_600_000 }), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (pausesMs) => {
      let user = register({
        id: newId(),
        email: 'a@b.example',
        name: undefined,
        passwordHash: 'x',
      });
      let nowMs = startMs;
      const revokedAt = new Map<SessionId, number>();
      for (const pauseMs of pausesMs) {
        nowMs += pauseMs;
        const sessionId = newId<SessionId>();
        revokedAt.set(sessionId, nowMs);
        user = withRevokedSession(user, sessionId, new Date(nowMs));
      }
      const due = [...revokedAt].filter(
        ([, at]) => lastTokenExpiry(new Date(at)).getTime() > nowMs,
      );
      expect(user.revokedSessions.map((revoked) => revoked.sessionId)).toEqual(
        due.map(([id]) => id),
      );
      expect(user.version).toBe(1 + pausesMs.length);
    }),
  );
});

it('one address in any case, width and surrounding space is one account', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      expect(foldEmail(`  ${email.toUpperCase()} `)).toBe(foldEmail(email));
      expect(foldEmail(foldEmail(email))).toBe(foldEmail(email));
    }),
  );
});
