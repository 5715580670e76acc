import type { SentWebhook } from '../topology/read-webhooks.js';
import { describeDisturbance } from './harm-webhooks.js';

const at = (ms: number) => new Date(1_800_000_000_000 + ms);
const sent = (announcedMs: number, heardMs: number | null, acknowledgedCount = 2): SentWebhook => ({
  ...{ eventId: `evt_${announcedMs}`, acknowledgedCount, isDropped: false },
  announcedAt: at(announcedMs),
  heardAt: heardMs === null ? null : at(heardMs),
});

test('webhooks that came twice, late and overtaken were seen to', () => {
  const seen = describeDisturbance([sent(0, 2_400), sent(10, 1_600), sent(20, null, 0)]);
  expect(seen).toEqual({
    isSeen: true,
    words: 'of 3 webhooks 2 were acknowledged twice, 2 heard late, 1 overtaken',
  });
});

test.each([
  ['once', [sent(0, 2_400, 1), sent(10, 1_600, 1)]],
  ['in time', [sent(0, 400), sent(10, 300)]],
  ['in order', [sent(0, 1_600), sent(10, 1_700)]],
  ['not at all', [sent(0, null, 0)]],
])('a fault that was not seen to happen is not said to: %s', (_how, webhooks) => {
  expect(describeDisturbance(webhooks).isSeen).toBe(false);
});
