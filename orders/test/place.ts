import type { EventId, TicketId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { TestAgent, TestResponse } from '@marquee/common/testing/http';
import { euros } from './tickets.js';

/** Places an order for named tickets at 43 € each, or at the total given. */
export async function placeNamed(
  agent: TestAgent,
  ticketIds: readonly TicketId[],
  { total = euros(4300 * ticketIds.length), key }: { total?: Money; key?: string } = {},
): Promise<TestResponse> {
  const sent = agent.post('/api/orders').send({ ticketIds, expectedTotal: total });
  return key === undefined ? sent : sent.set('Idempotency-Key', key);
}

export async function placeBest(
  agent: TestAgent,
  eventId: EventId,
  quantity: number,
  changes: Record<string, unknown> = {},
): Promise<TestResponse> {
  const maxTotal = euros(4300 * Math.max(quantity, 1));
  return agent.post('/api/orders').send({ eventId, quantity, maxTotal, ...changes });
}

/** How many of the answers have each status and code: `{ '201': 3, '409 ticket_unavailable': 5 }` */
export function tally(answers: readonly TestResponse[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const code = (body as { code?: string }).code;
    const name = code === undefined ? String(status) : `${status} ${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
