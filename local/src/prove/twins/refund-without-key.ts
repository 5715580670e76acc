import { type IncomingHttpHeaders, type RequestListener, request } from 'node:http';
import { systemClock } from '@marquee/common/clock';
import {
  orderCompleted,
  orderPaymentAccepted,
  orderPlaced,
  orderRefundAsked,
  orderRefunded,
} from '@marquee/common/contracts/order';
import { newId, type RefundId } from '@marquee/common/ids';
import { openMoneyGround } from './money-ground.js';
import { mustHappen } from './must-happen.js';
import type { Provocation } from './provocation.js';

const partMinorUnits = 1_000;

/** Stripe gives a part back and hangs up; the same call is made again, and its key says so. */
export const refundWithoutKey: Provocation = {
  name: 'no idempotency key: a refund whose answer was lost is made again',
  invariant: 'I5',
  subscriber: { name: 'payments.order', aggregateTypes: ['order'] },
  async provoke(ground, variant) {
    const options = variant === 'twin' ? { betweenStripe: withoutKeys } : {};
    const money = await openMoneyGround(ground, options);
    await money.announce(orderPlaced, {});
    const paymentId = await money.pay();
    await money.reaches('authorised');
    await money.announce(orderPaymentAccepted, { status: 'paying', paymentId });
    await money.reaches('captured');
    await money.announce(orderCompleted, { status: 'complete' });
    await money.switchOn({ dropConnection: 1 });
    const refund = {
      refundId: newId<RefundId>(),
      reason: 'goodwill',
      amount: { ...money.order.total, amount: partMinorUnits },
      askedAt: systemClock.now().toISOString(),
    } as const;
    await money.announce(orderRefundAsked, { refunds: [{ ...refund, status: 'asked' }] });
    await mustHappen('payments says that the part went back', async () => {
      const rows = ground.database.connection.collection('outbox');
      return (await rows.findOne({ 'event.type': 'PaymentRefunded' })) !== null;
    });
    await money.announce(orderRefunded, { refunds: [{ ...refund, status: 'succeeded' }] });
  },
};

/** Passes everything on to Stripe but what makes a repetition known. */
function withoutKeys(port: number): RequestListener {
  return (req, res) => {
    const { 'idempotency-key': _, ...rest } = req.headers;
    const headers: IncomingHttpHeaders = rest;
    const { method, url: path } = req;
    const call = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    // A connection that Stripe drops is dropped.
    call.once('error', () => req.socket.destroy());
    req.pipe(call);
  };
}
