import type { OrderId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { AskRefusal, RefundAnswer, RefundableOrder } from '@marquee/orders/operator';
import type { Report } from '../operator-command/report.js';

/** What was asked for, or why not, and how the order's refunds stand now. */
export function reportOf(orderId: OrderId, answer: RefundAnswer): Report {
  if (answer.kind === 'unknown')
    return { json: { orderId, order: null }, lines: [], failure: `There is no order ${orderId}` };
  const { order } = answer;
  const lines = linesOf(order);
  if (answer.kind === 'refused')
    return { json: { ...order, refused: answer.why }, lines, failure: whyNot(answer.why, order) };
  if (answer.kind === 'known') {
    const { refundId, status } = answer.refund;
    const became = `Asked for before, and not again. It is ${status}: ${refundId}`;
    return {
      json: { ...order, repeated: refundId },
      lines: [...lines, became],
      failure: status === 'failed' ? askAgainWith(orderId) : null,
    };
  }
  const asked = answer.asked.map(({ refundId }) => refundId);
  if (asked.length === 0) return { json: order, lines, failure: null };
  const next = `Asked for; payments gives it back. Watch it: npm run refund -- status --order ${orderId}`;
  return { json: { ...order, asked }, lines: [...lines, next], failure: null };
}

function linesOf({ orderId, status, total, left, refunds }: RefundableOrder): string[] {
  return [
    `order ${orderId}: ${status}, total ${shown(total)}, ${shown(left)} not asked back`,
    ...refunds.map(
      ({ refundId, amount, reason, status: stands, askedAt, replacedBy, rest }) =>
        `  ${stands.padEnd(9)}  ${shown(amount)}  ${reason}  asked ${askedAt.toISOString()}  ${refundId}` +
        (replacedBy === undefined ? '' : `  (asked again: ${replacedBy})`) +
        (rest === undefined ? '' : `  (not yet: ${shown(rest)})`),
    ),
  ];
}

const shown = ({ amount, currency }: Money) => `${amount} ${currency} (minor units)`;

const askAgainWith = (orderId: OrderId) =>
  `Ask for what failed again: npm run refund -- retry --order ${orderId}`;

function whyNot(why: AskRefusal, { status, left, total }: RefundableOrder): string {
  switch (why) {
    case 'not_complete':
      return `The order is ${status}: only a complete one has money to give back`;
    case 'nothing_left':
      return 'All of its money was asked back already';
    case 'more_than_left':
      return `No more than ${shown(left)} is left to give back`;
    case 'not_an_amount':
    case 'other_currency':
      return `That amount cannot be moved in ${total.currency}`;
    case 'nothing_failed':
      return 'No refund of it failed that was not asked for again';
    case 'other_contents':
      return 'Another refund was asked for under this id; nothing was changed';
    case 'asked_just_now':
      return 'The same amount was asked back for the same reason minutes ago (see above). If this is one more, add --again';
  }
}
