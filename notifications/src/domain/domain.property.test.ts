import type { UserId } from '@marquee/common/ids';
import fc from 'fast-check';
import { type MailId, mailIdOf, type NewMail } from './mail.js';
import { defaultRetryRules, pauseMsAfter, pauseMsWithoutAddress } from './retry.js';
import { standingOf } from './standing.js';

const hourMs = 3_600_000;
const now = new Date('2027-01-05T20:00:00Z');
const recipient = { id: 'u' as UserId, email: 'ada@example.com', name: 'Ada' };
const at = fc.integer({ min: -72 * hourMs, max: hourMs }).map((ms) => new Date(now.getTime() + ms));

const aWelcome = (occurredAt: Date): NewMail => ({
  ...{ id: 'welcome.u.1' as MailId, recipientId: recipient.id, occurredAt },
  news: { kind: 'welcome' },
});

test('nothing from before the birth and nothing too old is ever sent; all else is, once there is an address', () => {
  fc.assert(
    fc.property(at, at, fc.boolean(), (occurredAt, bornAt, isKnown) => {
      const around = { now, bornAt, ageMsMax: 24 * hourMs, event: null };
      const person = isKnown ? recipient : null;
      const standing = standingOf(aWelcome(occurredAt), { ...around, recipient: person });
      const isOld = occurredAt < bornAt || now.getTime() - occurredAt.getTime() > 24 * hourMs;
      expect(standing.kind).toBe(isOld ? 'skip' : isKnown ? 'send' : 'wait');
    }),
  );
});

test('pauses grow, are bounded, and end: half a day of trying, not more', () => {
  let totalMs = 0;
  let previousMs = 0;
  for (let attempts = 1; ; attempts += 1) {
    const pauseMs = pauseMsAfter(attempts, defaultRetryRules);
    if (pauseMs === null) break;
    expect(pauseMs).toBeGreaterThanOrEqual(previousMs);
    totalMs += pauseMs;
    previousMs = pauseMs;
  }
  expect(totalMs).toBeGreaterThan(10 * hourMs);
  expect(totalMs).toBeLessThan(24 * hourMs);
  fc.assert(
    fc.property(fc.nat(), (looks) => {
      expect(pauseMsWithoutAddress(looks)).toBeLessThanOrEqual(60_000);
    }),
  );
});

test('two different happenings never share a mail’s id', () => {
  const subject = fc.tuple(fc.constantFrom('hold_ended', 'welcome' as const), fc.uuid(), fc.nat());
  fc.assert(
    fc.property(subject, subject, (one, other) => {
      const isSame = one.join() === other.join();
      expect(mailIdOf(...one) === mailIdOf(...other)).toBe(isSame);
    }),
  );
});
